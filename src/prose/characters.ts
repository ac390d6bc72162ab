/** Classes of UTF-16 code units and code points that decisions about prose rest on. `NaN` (beyond the text) is in none of them. */

/** Whether a code unit is white space as `\s` has it: line ends and no-break spaces included. */
export function isSpace(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13);
  if (code < 0x1680) return code === 0xa0;
  return (
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x3000 ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x1680 ||
    code === 0xfeff
  );
}

/** Whether a code unit is a space or a tab. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/** Whether a code unit ends a line: `\n` or `\r`. */
export function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether a text has more than punctuation: a letter, a digit or a picture. */
export function hasContent(text: string): boolean {
  return /[\p{L}\p{N}\p{So}]/u.test(text);
}

const wordCharacter = /[\p{L}\p{N}\p{M}\p{Cs}]/u;

/** Whether the code unit at an offset belongs to a word: a letter, digit, combining mark, or half of a surrogate pair. */
export function isWordAt(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  if (code < 0x80) return isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  return offset >= 0 && offset < text.length && !isEmojiLead(text, offset) && wordCharacter.test(text.charAt(offset));
}

/** Whether an offset is between the two halves of a surrogate pair. */
export function splitsCharacter(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

/** Surrogate pairs of letters (historic scripts, rare ideographs) are words; those of pictures are not. */
function isEmojiLead(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  if (code < 0xd800 || code > 0xdfff) return false;
  const start = code >= 0xdc00 ? offset - 1 : offset;
  const point = text.codePointAt(start);
  return point === undefined || !/[\p{L}\p{N}\p{M}]/u.test(String.fromCodePoint(point));
}

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Whether the character at an offset is of a script that puts no spaces between words, such as Chinese or Thai. */
export function isUnspacedScriptAt(text: string, offset: number): boolean {
  const point = text.codePointAt(offset);
  return point !== undefined && point >= 0x0e00 && unspaced.test(String.fromCodePoint(point));
}

/** The first offset at or after `from` that holds no white space; the text's length if there is none. */
export function skipSpace(text: string, from: number): number {
  let offset = from;
  while (offset < text.length && isSpace(text.charCodeAt(offset))) offset++;
  return offset;
}

/** The last offset at or before `to` that has no white space before it, not below `from`. */
export function trimEndOffset(text: string, from: number, to: number): number {
  let offset = to;
  while (offset > from && isSpace(text.charCodeAt(offset - 1))) offset--;
  return offset;
}

/** The code units of a string of signs, for quick look-up. */
export function codesOf(signs: string): ReadonlySet<number> {
  return new Set(Array.from(signs, (sign) => sign.charCodeAt(0)));
}
