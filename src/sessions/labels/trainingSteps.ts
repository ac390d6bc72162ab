import type { TrainingDepth } from '../../common/methods/training.js';
import type { Translate } from '../../common/translate.js';
import type { ExampleSource, TaggedSource } from './exampleSources.js';

/** Whose features a classifier learns from. */
export type FeatureModel = 'encoder' | 'causal' | 'both';

/** What is asked before a classifier is trained. */
export type TrainingStep =
  | { readonly ask: 'multi-label'; readonly likely: boolean }
  | { readonly ask: 'model' }
  | { readonly ask: 'name'; readonly suggestion: string };

/** What was answered so far. */
export interface TrainingAnswers {
  readonly multiLabel?: boolean;
  readonly by?: FeatureModel;
  /** `fast` where it is absent. */
  readonly depth?: TrainingDepth;
  readonly name?: string;
}

/** What is still to be asked, in the order of the questions; `undefined` where all is known. */
export function nextStep(
  source: Pick<TaggedSource, 'kind'> | Pick<ExampleSource, 'kind' | 'hasLists'>,
  { multiLabel, by, name }: TrainingAnswers,
): TrainingStep | undefined {
  if (source.kind === 'texts') {
    if (source.hasLists && multiLabel === undefined) return { ask: 'multi-label', likely: true };
    if (by === undefined) return { ask: 'model' };
  }
  return name === undefined ? { ask: 'name', suggestion: source.kind === 'words' ? 'names' : 'labels' } : undefined;
}

/** What is to be said of a name. */
export interface NameRemark {
  readonly message: string;
  /** Whether it can be used all the same. */
  readonly isWarning: boolean;
}

/**
 * What is to be said of the name of a classifier; `undefined` where all is well. One that is taken is warned about, as training again is the
 * usual thing to do.
 */
export async function remarkOnName(
  name: string,
  isTaken: (name: string) => Promise<boolean>,
  t: Translate,
): Promise<NameRemark | undefined> {
  if (!/^[\p{L}\p{N} ._-]{1,60}$/u.test(name)) return { message: t('Letters, digits, spaces and . _ - only.'), isWarning: false };
  if (!/[\p{L}\p{N}]/u.test(name)) return { message: t('Enter a name with a letter or a digit in it.'), isWarning: false };
  if (!(await isTaken(name.trim()))) return undefined;
  return { message: t('A classifier with this name exists. It will be replaced.'), isWarning: true };
}
