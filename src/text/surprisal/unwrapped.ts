/** The least length of a line that was broken because it was full: shorter ones may be verse. */
const fullLine = 50;

/** A text with spaces for the line ends that only wrap it. Its length stays the same. Lines end in `\n`. */
export function unwrapped(text: string): string {
  return text.replace(/([^\n]+)\n(?=[^\n])/g, (line: string, before: string) => (before.length >= fullLine ? `${before} ` : line));
}
