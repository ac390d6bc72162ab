import type { Translate } from '../../common/translate.js';
import { percent, visible } from '../../prose/plainText.js';
import type { RatedWord } from '../../writing/surprisal/ratedWords.js';

/** The paragraphs of a hover: how surprising a word is, and what was expected in its place. Plain text. */
export function wordHover({ text, bits, expected, withoutContext }: RatedWord, t: Translate): string[] {
  if (withoutContext === true) return [t('{0}: not rated, because there is no context before it.', visible(text))];
  const surprise = t('{0}: {1} bits, 1 in {2}.', visible(text), bits.toFixed(1), oneIn(bits));
  const others = expected.map((token) => `${visible(token.text)} ${percent(Math.exp(token.logprob))}`);
  return [surprise, ...(others.length === 0 ? [] : [t('Expected here: {0}.', others.join(', '))])];
}

/** How rare something of a surprisal in bits is, as in "1 in 520,000": two digits are as much as anybody reads. */
export function oneIn(bits: number): string {
  return new Intl.NumberFormat('en', { maximumSignificantDigits: 2, notation: bits > 40 ? 'scientific' : 'standard' }).format(2 ** bits);
}
