import type { ClassifierHead } from '../../../../common/classifierHead.js';
import { matrixOf } from '../../../../learning/linear/featureMatrix.js';
import { checkHead } from '../../../../learning/heads/headFile.js';
import { scores } from '../../../../learning/linear/linearModel.js';
import { badRequest } from '../../../../common/badRequest.js';
import type { ClassifierModels } from '../classifierModels.js';
import { featureReaderFor } from '../vectors/featureReader.js';
import type { TextScorer } from './textScorer.js';

/** Scores texts with a classifier of one's own. */
export async function headScorer(head: ClassifierHead, multiLabel: boolean, models: ClassifierModels): Promise<TextScorer> {
  const { unit = 'text', labels, temperature, thresholds, features, weights, intercepts } = checkHead(head, 'The classifier');
  if (multiLabel && thresholds === undefined) {
    throw badRequest(
      'This classifier has learned that a text has one label. For several labels a text, train one with examples that have several.',
    );
  }
  if (unit !== 'text') throw badRequest('This classifier gives words labels, not texts. Use it to find names and labels in a text.');
  const { sources, most, count, rows } = await featureReaderFor(features, models);
  const model = { weights: Float64Array.from(weights.flat()), intercepts: Float64Array.from(intercepts) };
  return {
    labels,
    temperature,
    ...(thresholds && { thresholds }),
    most,
    count,
    model: sources.map((source) => source.model).join(' + '),
    async score(texts) {
      if (texts.length === 0) return [];
      const all = scores(matrixOf(await rows(texts)), model);
      return texts.map((_, row) => all.subarray(row * labels.length, (row + 1) * labels.length));
    },
  };
}
