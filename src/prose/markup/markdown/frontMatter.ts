import { isBlankLine, type Line } from '../lines.js';

/**
 * The index of the line after a document's front matter: YAML between `---` lines, TOML between `+++` lines. 0 when there
 * is none; or Pandoc's title, authors and date after `%`. Front matter that is not closed yet, but looks like it, lasts to the first blank line.
 */
export function frontMatterLines(text: string, lines: readonly Line[]): number {
  const opening = content(text, lines[0]).replace(/^\uFEFF/, '');
  if (/^%[ \t]/.test(opening)) return titleLines(text, lines);
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

/** Up to three fields, each of which may go on in indented lines. */
function titleLines(text: string, lines: readonly Line[]): number {
  let fields = 0;
  let index = 0;
  for (const line of lines) {
    const isField = text.charAt(line.start) === '%' && ++fields <= 3;
    if (isBlankLine(line) || !(isField || line.column > 0)) break;
    index++;
  }
  return index;
}

function content(text: string, line: Line | undefined): string {
  return line ? text.slice(line.start, line.end).trimEnd() : '';
}
