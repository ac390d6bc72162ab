/** The most characters of one piece of code that are looked at. */
const longestCode = 20_000;

/**
 * Where a Typst call that starts at an offset ends: after its closing bracket; a statement: at the first line end at which
 * no bracket is open. Strings, raw text and escapes count as such. `undefined` when brackets stay open.
 */
export function codeEnd(text: string, offset: number, form: 'call' | 'statement'): number | undefined {
  const limit = Math.min(text.length, offset + longestCode);
  const raw = new RawText(text, limit);
  let depth = 0;
  for (let end = offset; end < limit; end++) {
    const sign = text.charAt(end);
    if (sign === '\\') end++;
    else if (sign === '"') end = stringEnd(text, end, limit);
    else if (sign === '`') end = raw.endOf(end);
    else if ('([{'.includes(sign)) depth++;
    else if (')]}'.includes(sign)) {
      depth--;
      if (depth < 0) return end;
      if (depth === 0 && form === 'call') return end + 1;
    } else if ((sign === '\n' || sign === '\r') && depth === 0) return end;
  }
  return depth === 0 ? limit : undefined;
}

/** Finds the ends of raw text in a stretch of code. */
class RawText {
  /** The lengths of runs of backticks that nothing closes further on. */
  readonly #unclosed = new Set<number>();

  constructor(
    readonly text: string,
    readonly limit: number,
  ) {}

  /** The last backtick of the raw text that opens at an offset; of the opening ones, where nothing closes it. */
  endOf(offset: number): number {
    let from = offset;
    while (from < this.limit && this.text.charAt(from) === '`') from++;
    const length = from - offset;
    if (length === 2 || this.#unclosed.has(length)) return from - 1;
    const close = this.text.slice(from, this.limit).indexOf('`'.repeat(length));
    if (close >= 0) return from + close + length - 1;
    this.#unclosed.add(length);
    return from - 1;
  }
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
