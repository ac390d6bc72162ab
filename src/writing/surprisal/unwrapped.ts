/** The least length of a line that was broken because it was full: shorter ones may be verse. */
const fullLine = 50;

/** A text with spaces for the line ends that only wrap it. Its length stays the same. Lines end in `\n`. */
export function unwrapped(text: string): string {
  const lines = text.split('\n');
  return lines
    .map((line, index) => {
      const next = lines[index + 1];
      if (next === undefined) return line;
      return line.length >= fullLine && next !== '' ? `${line} ` : `${line}\n`;
    })
    .join('');
}
