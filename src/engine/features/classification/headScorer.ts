import type { ClassifierHead } from '../../../common/classifierHead.js';
import { matrixOf } from '../../../text/classification/featureMatrix.js';
import { checkHead } from '../../../text/classification/headFile.js';
import { scores } from '../../../text/classification/linearModel.js';
import type { ClassifierModels } from './classifierModels.js';
import { featureReaderFor } from './featureReader.js';
import type { TextScorer } from './textScorer.js';

/** Scores texts with a classifier of one's own. */
export async function headScorer(head: ClassifierHead, models: ClassifierModels): Promise<TextScorer> {
  const { labels, temperature, features, weights, intercepts } = checkHead(head, 'The classifier');
  const { sources, most, count, rows } = await featureReaderFor(features, models);
  const model = { weights: Float64Array.from(weights.flat()), intercepts: Float64Array.from(intercepts) };
  return {
    labels,
    temperature,
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
