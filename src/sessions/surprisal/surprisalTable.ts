import { maxOf } from '../../common/extremes.js';
import type { Translate } from '../../common/translate.js';
import { bar, column, percent, visible } from '../../prose/plainText.js';
import type { RatedWord } from '../../writing/surprisal/ratedWords.js';

/** The bits of a full bar. */
const fullBits = 20;

/** Characters of the column of words at most. */
const widestWord = 21;

/** The surprisal of words as a table in plain text that reads well aloud: one line for each word, its number first. */
export function surprisalTable(words: readonly RatedWord[], t: Translate): string {
  if (words.length === 0) return `${t('There are no words to rate here.')}\n`;
  const widest = Math.min(widestWord, maxOf(words.map(({ text }) => visible(text).length)));
  const rated = words.filter(({ withoutContext }) => withoutContext !== true);
  const total = rated.reduce((sum, { bits }) => sum + bits, 0);
  return [
    t('How surprising each word is, in bits, and what the model expected in its place.'),
    ...(rated.length === 0 ? [] : [t('On average {0} bits a word. Each bit halves the probability.', (total / rated.length).toFixed(1))]),
    '',
    ...words.map((word, index) => row(word, index, widest, t)),
    '',
  ].join('\n');
}

function row({ text, bits, expected, withoutContext }: RatedWord, index: number, widest: number, t: Translate): string {
  const label = `${column(`${index + 1}.`, 6)}${column(visible(text), widest + 1)}`;
  if (withoutContext === true) return `${label}${t('no context')}`;
  const [best] = expected;
  const other =
    best === undefined || best.text.trim() === text ? '' : t('expected {0} {1}', visible(best.text), percent(Math.exp(best.logprob)));
  return `${label}${column(bits.toFixed(1), 5, 'right')}  ${column(bar(bits / fullBits), 14)}${other}`.trimEnd();
}
