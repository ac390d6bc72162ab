import { isBlankLine, type Line } from '../lines.js';

/**
 * The index of the line behind a document's front matter: YAML between `---` lines, TOML between `+++` lines. 0 when there
 * is none. Front matter that is not closed yet, but looks like it, lasts to the first blank line.
 */
export function frontMatterLines(text: string, lines: readonly Line[]): number {
  const opening = content(text, lines[0]).replace(/^\uFEFF/, '');
  if (opening !== '---' && opening !== '+++') return 0;
  const blank = lines.findIndex((line) => isBlankLine(line));
  for (let index = 1; index < lines.length; index++) {
    const closing = content(text, lines[index]);
    if (closing === opening || (opening === '---' && closing === '...')) return index + 1;
  }
  const field = opening === '---' ? /^[\w-]+:(?:\s|$)/ : /^[\w.-]+\s*=/;
  if (!field.test(content(text, lines[1]))) return 0;
  return blank < 0 ? lines.length : blank;
}

function content(text: string, line: Line | undefined): string {
  return line ? text.slice(line.start, line.end).trimEnd() : '';
}
