/**
 * The offset after the braces that open at an offset, as JavaScript reads them: braces in strings and comments do not count. `undefined`
 * when they are not closed before `to`.
 */
export function bracesEnd(text: string, start: number, to: number): number | undefined {
  let depth = 0;
  for (let offset = start; offset < to; offset++) {
    const sign = text.charAt(offset);
    if (sign === '{') depth++;
    else if (sign === '}' && --depth === 0) return offset + 1;
    const end = text.startsWith('/*', offset)
      ? commentEnd(text, offset, to)
      : isQuote(sign)
        ? stringEnd(text, offset, sign, to)
        : offset + 1;
    if (end === undefined) return undefined;
    offset = end - 1;
  }
  return undefined;
}

function isQuote(sign: string): boolean {
  return sign === '"' || sign === "'" || sign === '`';
}

function commentEnd(text: string, start: number, to: number): number | undefined {
  const length = text.slice(start + 2, to).indexOf('*/');
  return length < 0 ? undefined : start + length + 4;
}

/** The offset after a string; after its sign when it is not closed on its line, because it may be an apostrophe. */
function stringEnd(text: string, start: number, sign: string, to: number): number | undefined {
  for (let offset = start + 1; offset < to; offset++) {
    const character = text.charAt(offset);
    if (character === sign) return offset + 1;
    if (character === '\\') offset++;
    else if (character === '\n' && sign !== '`') return start + 1;
  }
  return undefined;
}
