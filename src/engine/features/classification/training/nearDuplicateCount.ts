import type { ClassifierReport } from '../../../../common/methods/training.js';
import { nearDuplicates } from '../../../../learning/validation/nearDuplicates.js';

/** The report's count of near-duplicates across folds; nothing where there are none, or nothing was held out. */
export function nearDuplicateCount(
  texts: readonly string[],
  folds: readonly (readonly number[])[] = [],
): Pick<ClassifierReport, 'nearDuplicates'> {
  const count = nearDuplicates(texts, folds).length;
  return count > 0 ? { nearDuplicates: count } : {};
}
