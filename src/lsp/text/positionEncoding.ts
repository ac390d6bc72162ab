import { lastAtMost } from '../../prose/lastAtMost.js';

/** What the `character` of a position counts: bytes of UTF-8, code units of UTF-16, or code points. */
export const positionEncodings = ['utf-8', 'utf-16', 'utf-32'] as const;
export type PositionEncoding = (typeof positionEncodings)[number];

/** The first encoding that the client would like and Cloze has. A client that names none counts in UTF-16, as the protocol says. */
export function chosenEncoding(offered: readonly string[] | undefined): PositionEncoding {
  for (const name of offered ?? []) {
    const known = positionEncodings.find((encoding) => encoding === name);
    if (known !== undefined) return known;
  }
  return 'utf-16';
}

/** Of a line, every so many code units are counted once, so that many positions in a long line cost little. */
const step = 512;

/** The columns of a line in an encoding, and in UTF-16 code units. */
export class LineColumns {
  /** How much the encoding needs for the first `step`, `2 * step`, … code units. */
  readonly #counted: readonly number[];

  constructor(
    private readonly line: string,
    private readonly encoding: PositionEncoding,
  ) {
    const counted = [0];
    if (encoding !== 'utf-16') {
      for (let start = 0; start + step <= line.length; start += step)
        counted.push((counted.at(-1) ?? 0) + this.#count(start, start + step));
    }
    this.#counted = counted;
  }

  /** The column in the encoding of a UTF-16 column. */
  encoded(column: number): number {
    const end = Math.min(Math.max(0, column), this.line.length);
    if (this.encoding === 'utf-16') return end;
    const whole = Math.floor(end / step);
    return (this.#counted[whole] ?? 0) + this.#count(whole * step, end);
  }

  /** The UTF-16 column of a column in the encoding; the start of the character where it is inside one, the line's end where it is beyond. */
  decoded(column: number): number {
    if (this.encoding === 'utf-16') return Math.min(Math.max(0, column), this.line.length);
    const whole = Math.max(0, lastAtMost(this.#counted, column));
    let count = this.#counted[whole] ?? 0;
    let at = whole * step;
    while (at < this.line.length) {
      count += size(this.line.charCodeAt(at), this.encoding);
      if (count > column) break;
      at++;
    }
    return at;
  }

  #count(start: number, end: number): number {
    let count = 0;
    for (let at = start; at < end; at++) count += size(this.line.charCodeAt(at), this.encoding);
    return count;
  }
}

/** What a code unit adds. The first half of a surrogate pair counts for both. */
function size(unit: number, encoding: PositionEncoding): number {
  const isSecondHalf = unit >= 0xdc00 && unit <= 0xdfff;
  if (isSecondHalf) return 0;
  if (encoding === 'utf-32') return 1;
  if (unit < 0x80) return 1;
  if (unit < 0x800) return 2;
  return unit >= 0xd800 && unit <= 0xdbff ? 4 : 3;
}
