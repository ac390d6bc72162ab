import type { Phrase } from '../../phrase.js';
import { percent } from '../../plainText.js';
import type { Reason } from './reasons.js';

/** A reason as a full sentence. */
export function reasonPhrase(reason: Reason, t: Phrase): string {
  switch (reason.kind) {
    case 'into':
      return t(
        'It follows the sentence before with a probability of {0}; {1} is usual here.',
        percent(reason.probability),
        percent(reason.usual),
      );
    case 'outOf':
      return t('The next sentence follows it with a probability of {0}.', percent(reason.probability));
    case 'over':
      return t('Without it, the sentences around it would follow each other with a probability of {0}.', percent(reason.probability));
    case 'gain':
      return reason.saved < 0
        ? t('The text before makes it harder to expect, by {0} bits on top of {1}.', bits(-reason.saved), bits(reason.alone))
        : t('The text before saves only {0} of its {1} bits of surprisal.', bits(reason.saved), bits(reason.alone));
    case 'help':
      return reason.saved < 0
        ? t('It makes the next sentence harder to expect, by {0} bits.', bits(-reason.saved))
        : t('It makes the next sentence easier to expect by only {0} bits.', bits(reason.saved));
    case 'sharedWords':
      return t('It shares no word with the sentence before.');
    case 'newNames':
      return t('It has names that were not there before.');
    case 'orphanPronoun':
      return t('It has a pronoun that nothing before could stand for.');
    case 'speechChange':
      return t('Speech begins or ends between the two.');
    case 'personChange':
      return t('The person changes, as from "I" to "you".');
  }
}

/** The verdict on a sentence, with the rate of false alarms that it is held to. */
export function verdictPhrase(isWarning: boolean, chance: number, falseAlarmsPer100: number, t: Phrase): string {
  return isWarning
    ? t(
        'This sentence seems not to follow from the one before: the chance is {0}. Of 100 sentences in their place, {1} are warned about.',
        percent(chance),
        falseAlarmsPer100.toFixed(1),
      )
    : t('This sentence follows from the one before: the chance that it does not belong is {0}.', percent(chance));
}

function bits(value: number): string {
  return value.toFixed(1);
}
