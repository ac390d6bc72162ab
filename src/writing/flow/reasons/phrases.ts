import type { Translate } from '../../../common/translate.js';
import { percent } from '../../../prose/plainText.js';
import type { Reason } from './reasons.js';

/** A reason as a full sentence. */
export function reasonPhrase(reason: Reason, t: Translate): string {
  switch (reason.kind) {
    case 'into':
      return t(
        'It follows the sentence before with a probability of {0}; {1} is typical of this paragraph.',
        percent(reason.probability),
        percent(reason.usual),
      );
    case 'outOf':
      return t('The next sentence follows it with a probability of {0}.', percent(reason.probability));
    case 'over':
      return t('Without it, the sentences around it would follow each other with a probability of {0}.', percent(reason.probability));
    case 'gain':
      return reason.saved < 0
        ? t('It is less predictable after the preceding text: {0} + {1} bits.', bits(reason.alone), bits(-reason.saved))
        : t('The preceding text explains only {0} of its {1} bits of surprisal.', bits(reason.saved), bits(reason.alone));
    case 'help':
      return reason.saved < 0
        ? t('It makes the next sentence less predictable, by {0} bits.', bits(-reason.saved))
        : t('It makes the next sentence more predictable by only {0} bits.', bits(reason.saved));
    case 'sharedWords':
      return t('It shares no words with the sentence before.');
    case 'newNames':
      return t('It mentions names that did not occur before.');
    case 'orphanPronoun':
      return t('It has a pronoun that refers to nothing before it.');
    case 'speechChange':
      return t('Speech begins or ends between the two sentences.');
    case 'personChange':
      return t('The narrator changes, as from "I" to "you".');
  }
}

/** The verdict on a sentence, with the rate of false alarms that it is held to. */
export function verdictPhrase(isWarning: boolean, chance: number, falseAlarmsPer100: number, t: Translate): string {
  return isWarning
    ? t(
        'This sentence seems not to follow from the one before (probability: {0}). About {1} of 100 sentences that do follow get such a warning.',
        percent(chance),
        falseAlarmsPer100.toFixed(1),
      )
    : t('This sentence follows from the one before. The probability that it does not is {0}.', percent(chance));
}

function bits(value: number): string {
  return value.toFixed(1);
}
