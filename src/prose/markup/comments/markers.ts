import type { InlineSpan } from '../block.js';

const opening =
  /^[ \t]*(?:\/\/[/!]?|\/\*+!?|\*(?!\/)|#+[!=[|]?|<#|--(?:\[\[)?|;+|%+\{?|"""|'''|<!--|\{-\|?|\(\*+|=begin\b|REM\b|rem\b|::|!|')?[ \t]*/;
const closing = /[ \t]*(?:\*+\/|-->|"""|'''|#>|\|#|=#|\]#|\]\]|-\}|\*+\)|%\}|=end)[ \t\r]*$/;
/** "@param name", "@returns", ":param name:" at the start of a line. */
const tag = /^(?:@[a-z]\w*(?:[ \t]+\{[^{}\n]{0,100}\})?(?:[ \t]+[\w$.[\]]+[ \t]+(?=\S)(?:-[ \t]+)?)?|:[a-z]\w*(?: [\w.*]+)?:)[ \t]*/;
const closingReach = 40;

/** A comment line without the signs of the comment. */
export function lineText(line: string): string {
  const { start, end } = textRange(line);
  return line.slice(start, Math.max(start, end));
}

/** The comment signs and documentation tags of each line. */
export function commentMarkers(content: string): InlineSpan[] {
  const markers: InlineSpan[] = [];
  for (let from = 0; from <= content.length;) {
    const found = content.indexOf('\n', from);
    const line = content.slice(from, found < 0 ? content.length : found);
    const { start, end } = textRange(line);
    const text = start + (tag.exec(line.slice(start, start + 300))?.[0].length ?? 0);
    if (text > 0) markers.push({ kind: 'marker', start: from, end: from + text });
    if (end < line.length && end >= text) markers.push({ kind: 'marker', start: from + end, end: from + line.length, open: true });
    from += line.length + 1;
  }
  return markers;
}

function textRange(line: string): { readonly start: number; readonly end: number } {
  const start = opening.exec(line)?.[0].length ?? 0;
  const tail = Math.max(start, line.length - closingReach);
  const found = closing.exec(line.slice(tail));
  return { start, end: found ? tail + found.index : line.length };
}
