import type { Translate } from '../../common/translate.js';
import { percent } from '../../prose/plainText.js';
import { AcceptanceBias } from './acceptanceBias.js';

/** Where what was learned from the writer is kept. */
export interface BiasStorage {
  readonly get: () => number | undefined;
  readonly set: (bias: number) => void;
}

/** What was learned from the writer, as it was kept. `save` keeps what has been learned since. */
export function storedBias(storage: BiasStorage): { readonly bias: AcceptanceBias; readonly save: () => void } {
  const bias = new AcceptanceBias(storage.get());
  return { bias, save: () => storage.set(bias.value) };
}

/** What was learned, as a sentence. */
export function learnedText({ correct }: Pick<AcceptanceBias, 'correct'>, t: Translate): string {
  const chance = correct(0.5);
  const shown = percent(chance);
  if (Math.abs(chance - 0.5) < 0.005) return t('Cloze has learned nothing from your choices in this workspace yet.');
  return chance > 0.5
    ? t('From your choices in this workspace, Cloze has learned to suggest more often: a chance of 50 % counts as {0}.', shown)
    : t('From your choices in this workspace, Cloze has learned to suggest less often: a chance of 50 % counts as {0}.', shown);
}
