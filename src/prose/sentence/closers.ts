import { codesOf, isSpace } from '../characters.js';

const closers = codesOf('"\'”’»›)]}*_~`」』）】》〉¹²³');
const openers = codesOf('"\'“‘„‚”«‹»›([{<¿¡*_~`—–「『（【《〈');
/** Marks that open a quotation in one language and close it in another: „…“, »…«. */
const eitherWay = codesOf('“‘«‹');
const closingMarkup = /\[\^?[\p{L}\p{N}, -]{1,12}\]|<\/[a-z]{1,10}>/uy;
/** French marks stand a space away: « Non. » */
const spacedMark = /[ \u00a0\u202f][»›](?![\p{L}\p{N}])/uy;
const quotation = /["”“»«」』]/;
const anyCloser = /["'”’“‘»«›‹)\]}]|(?<!\*)\*(?!\*)|(?<!_)_(?!_)/;

/** Where the quotation marks, brackets and markup that close right after a full stop or another terminator end. */
export function endOfClosers(text: string, from: number): number {
  let end = from;
  for (;;) {
    const code = text.charCodeAt(end);
    if (closers.has(code) || (eitherWay.has(code) && !/[\p{L}\p{N}]/u.test(text.charAt(end + 1)))) end++;
    else {
      const pattern = code === 91 || code === 60 ? closingMarkup : spacedMark;
      pattern.lastIndex = end;
      const found = pattern.exec(text);
      if (found === null) return end;
      end += found[0].length;
    }
  }
}

/** After opening quotation marks, brackets, emphasis and the dashes of a dialogue or an insertion. */
export function skipOpeners(text: string, from: number): number {
  let offset = from;
  for (;;) {
    const code = text.charCodeAt(offset);
    if (openers.has(code) || (offset > from && isSpace(code))) offset++;
    else if (code === 45 && endOfDash(text, offset) > offset) offset = endOfDash(text, offset);
    else return offset;
  }
}

/** Hyphens with a space after them stand for a dash; "--flag" and "-5" have none. */
function endOfDash(text: string, offset: number): number {
  let end = offset;
  while (end < offset + 3 && text.charCodeAt(end) === 45) end++;
  return isSpace(text.charCodeAt(end)) ? end : offset;
}

/** Whether what closes between two offsets ends a quotation. */
export function closesQuotation(text: string, from: number, to: number): boolean {
  return to > from && quotation.test(text.slice(from, to));
}

/** Whether a quotation, a bracket or emphasis closes between two offsets; the mark of a footnote does not count. */
export function closesAnything(text: string, from: number, to: number): boolean {
  return to > from && anyCloser.test(text.slice(from, to).replace(/\[[^\]]*\]/g, ''));
}
