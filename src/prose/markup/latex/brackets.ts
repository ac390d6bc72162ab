/** Pairs of brackets in LaTeX source: from where each `{` and `[` stands to where the bracket that closes it does. */
export type Brackets = ReadonlyMap<number, number>;

const sign = /\\(?:(?:verb|lstinline)\*?([^A-Za-z\s*[{])|(?:url|href|nolinkurl|path)\{[^{}\s\\]{0,500}\}|[^])|[%{}[\]]/g;

/**
 * Finds the pairs. Escaped brackets, and those in comments and in `\verb`, are none, and a `%` in an address begins no comment; a brace closes square brackets that were left open
 * inside it, such as that of the interval "[0,1)".
 */
export function bracketsOf(text: string, from = 0): Brackets {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  let verbatimEnd = -1;
  sign.lastIndex = from;
  for (let match = sign.exec(text); match; match = sign.exec(text)) {
    const [found, delimiter] = match;
    const top = open.at(-1);
    if (delimiter !== undefined) {
      verbatimEnd = endOfLine(text, sign.lastIndex, verbatimEnd);
      const close = text.slice(sign.lastIndex, Math.min(verbatimEnd, sign.lastIndex + 500)).indexOf(delimiter);
      if (close >= 0) sign.lastIndex += close + 1;
    } else if (found.endsWith('}') && found.length > 2) pairs.set(match.index + found.indexOf('{'), sign.lastIndex - 1);
    else if (found === '%') sign.lastIndex = endOfLine(text, match.index, -1);
    else if (found === '{' || found === '[') open.push(match.index);
    else if (found === ']') {
      if (top === undefined || text.charAt(top) !== '[') continue;
      pairs.set(top, match.index);
      open.pop();
    } else if (found === '}') {
      while (open.length > 0 && text.charAt(open.at(-1) ?? 0) === '[') open.pop();
      const start = open.pop();
      if (start !== undefined) pairs.set(start, match.index);
    }
  }
  return pairs;
}

/** The end of the line that an offset is in; `known` is one that has been found before, or −1. */
function endOfLine(text: string, offset: number, known: number): number {
  if (known >= offset) return known;
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}
