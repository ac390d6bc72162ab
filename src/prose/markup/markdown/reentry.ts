const fence = /^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})([^`\n]*)$/gm;

/**
 * For a window that may start in fenced code: the offset after that code, or 0. Only an opening fence names a language, so
 * two fences in a row of which just the second does mean that the first closed code. HTML comments likewise.
 */
export function markdownReentry(text: string): number {
  const comment = text.indexOf('-->');
  const isInComment = comment >= 0 && !text.slice(0, comment).includes('<!--');
  return Math.max(fenceEnd(text), isInComment ? comment + 3 : 0);
}

function fenceEnd(text: string): number {
  fence.lastIndex = 0;
  let closed = 0;
  let isInside = true;
  for (let found = fence.exec(text); found; found = fence.exec(text)) {
    const hasName = (found[2] ?? '').trim() !== '';
    if (closed === 0) closed = found.index + found[0].length;
    if (hasName) return isInside ? 0 : closed;
    isInside = !isInside;
  }
  return 0;
}
