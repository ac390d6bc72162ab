/** The most characters of one piece of code that are looked at. */
const longestCode = 20_000;

/**
 * Where a Typst call that starts at an offset ends: behind its closing bracket; a statement: at the first line end at which
 * no bracket is open. Strings and escapes count as such. `undefined` when brackets stay open.
 */
export function codeEnd(text: string, offset: number, form: 'call' | 'statement'): number | undefined {
  const limit = Math.min(text.length, offset + longestCode);
  let depth = 0;
  for (let end = offset; end < limit; end++) {
    const sign = text.charAt(end);
    if (sign === '\\') end++;
    else if (sign === '"') end = stringEnd(text, end, limit);
    else if ('([{'.includes(sign)) depth++;
    else if (')]}'.includes(sign)) {
      depth--;
      if (depth < 0) return end;
      if (depth === 0 && form === 'call') return end + 1;
    } else if ((sign === '\n' || sign === '\r') && depth === 0) return end;
  }
  return depth === 0 ? limit : undefined;
}

/** The quote that closes the string at an offset; the string's start when it is not closed on its line. */
function stringEnd(text: string, offset: number, limit: number): number {
  for (let end = offset + 1; end < limit; end++) {
    const sign = text.charAt(end);
    if (sign === '\\') end++;
    else if (sign === '"') return end;
    else if (sign === '\n') break;
  }
  return offset;
}
