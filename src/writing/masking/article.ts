import type { Span } from '../../prose/span.js';

/** The indefinite article before a place. */
export interface ArticleBefore extends Span {
  readonly form: 'a' | 'an';
}

const article = /(?<![\p{L}\p{N}'’.-])(an?)[ \t]+$/iu;
/** More than an article and the space after it take. */
const reach = 16;

/** The indefinite article that stands right before an offset. A capital A that is no article ("vitamin A") is not told apart. */
export function articleBefore(text: string, offset: number): ArticleBefore | undefined {
  const from = Math.max(0, offset - reach);
  const found = article.exec(text.slice(from, offset));
  const written = found?.[1];
  if (found === null || written === undefined) return undefined;
  const start = from + found.index;
  return { start, end: start + written.length, form: written.length === 1 ? 'a' : 'an' };
}

/** An article in another form, with the case of the one that is written. */
export function rewritten(written: string, form: 'a' | 'an'): string {
  if (written.length === 2 && written === written.toUpperCase()) return form.toUpperCase();
  return /^\p{Lu}/u.test(written) ? form.charAt(0).toUpperCase() + form.slice(1) : form;
}

/** Words with a silent h. */
const silentH = /^(?:heir|honest|honou?r|hour)/;
/** Words whose first sound is that of "you" or "one" although a vowel is written: European, use, unit, but not usher, unimportant. */
const consonantSound = /^(?:eu|ewe|once|one(?!r)|u(?:biq|fo|gand|k|nanim|ni(?:bod|dir|[cfloqstv])|ran|re[at]|rin|rugu|s[aeiu]|t[aeiou]))/;
/** Letters whose names start with a vowel. */
const vowelNames = 'AEFHILMNORSX';

/** The indefinite article that a word takes, by how its beginning is spoken. */
export function articleFor(word: string): 'a' | 'an' {
  const letters = word.replace(/^[^\p{L}\p{N}]+/u, '');
  if (/^\d/.test(letters)) return /^(?:8|11(?!\d)|18(?!\d)|11\d\d(?!\d)|18\d\d(?!\d))/.test(letters) ? 'an' : 'a';
  // An abbreviation in capitals is spelt: an MRI, a UN envoy. One that can be spoken, such as NATO, is not told apart.
  if (/^(?:\p{Lu}|\p{Lu}{2,4})(?![\p{L}'’])/u.test(letters)) {
    return vowelNames.includes(letters.charAt(0)) ? 'an' : 'a';
  }
  const plain = letters.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  if (silentH.test(plain)) return 'an';
  if (!/^[aeiou]/.test(plain)) return 'a';
  return consonantSound.test(plain) ? 'a' : 'an';
}
