import { append } from '../../../../common/append.js';
import { type FeatureMatrix, matrixOf } from '../../../../learning/linear/featureMatrix.js';
import type { Progress } from '../../../../common/methods/progress.js';
import type { FeatureReader } from './featureReader.js';
import { wholeTextRows } from '../textFeatures.js';

/** Texts whose features are computed and stored at a time: what is done stays when training is given up. */
const batchSize = 64;

/** The features of examples, a row each. Tells how many are read, and then that learning begins. */
export async function exampleFeatures(
  texts: readonly string[],
  reader: FeatureReader,
  report: (progress: Progress) => void,
): Promise<FeatureMatrix> {
  const rows: Float32Array[] = [];
  for (let from = 0; from < texts.length; from += batchSize) {
    append(rows, await wholeTextRows(texts.slice(from, from + batchSize), reader));
    report({ done: rows.length, total: texts.length, phase: 'reading' });
  }
  report({ done: 0, total: 1, phase: 'learning' });
  return matrixOf(rows);
}
