/** The most characters of a line that can be a heading. */
const longestLine = 240;
/** The most characters of markup in one. */
const longestMarkup = 24;

/** Headings as lines of Markdown, each of the level of its place, with blank lines after them. */
export function headingLines(headings: readonly string[], isWanted: (heading: string) => boolean = () => true): string {
  return headings.map((heading, level) => (isWanted(heading) ? `${'#'.repeat(Math.min(6, level + 1))} ${heading}\n\n` : '')).join('');
}

/** Tells whether a heading stands on a line of the text, with whatever markup. */
export function headingFinder(text: string): (heading: string) => boolean {
  const lines = text
    .split('\n')
    .filter((line) => line.length <= longestLine)
    .map(letters);
  return (heading) => {
    const wanted = letters(heading);
    return lines.some((line) => line.endsWith(wanted) && line.length <= wanted.length + longestMarkup);
  };
}

function letters(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}
