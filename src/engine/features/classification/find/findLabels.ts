import type { FindLabelsRequest, FindLabelsResult } from '../../../../common/methods/classification.js';
import type { ClassifierModels } from '../classifierModels.js';
import { findByCheckpoint } from './findByCheckpoint.js';
import { findByHead } from './findByHead.js';

/** Finds the words that a classifier has labels for, such as names. */
export function findLabels({ text, classifier }: FindLabelsRequest, models: ClassifierModels): Promise<FindLabelsResult> {
  return classifier.kind === 'head'
    ? findByHead(text, classifier.head, models.encoder)
    : findByCheckpoint(text, models.checkpoint(classifier.model));
}
