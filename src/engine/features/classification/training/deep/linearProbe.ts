import { type FeatureMatrix, rowsAt } from '../../../../../learning/linear/featureMatrix.js';
import { fitLogisticRegression } from '../../../../../learning/linear/logisticRegression.js';
import type { LinearModel } from '../../../../../learning/linear/linearModel.js';
import { forPlainFeatures, standardisationOf, standardise } from '../../../../../learning/linear/standardisation.js';
import type { TrainedScores } from '../../../../training/trainingModel.js';
import type { LabelMatrix } from './adapterTargets.js';

/** How much examples count against small weights: so little that the head leaves the adapters something to learn. */
const strength = 1.6;

/**
 * The head that training begins with: a classifier on the features of the model as it is, so that layers do not first have to follow a
 * random one (Kumar et al. 2022, https://arxiv.org/abs/2202.10054).
 */
export async function linearProbe(
  { values, columns }: FeatureMatrix,
  { has, classes, multiLabel, weights }: LabelMatrix,
  indexes: readonly number[],
  pause: () => Promise<void>,
): Promise<TrainedScores> {
  const chosen = rowsAt({ rows: 0, columns, values }, indexes);
  const copy = new Float32Array(indexes.length * columns);
  chosen.order?.forEach((from, row) => copy.set(values.subarray(from * columns, (from + 1) * columns), row * columns));
  const features: FeatureMatrix = { rows: indexes.length, columns, values: copy };
  const standard = standardisationOf(features);
  standardise(features, standard);
  const of = Float64Array.from(indexes, (index) => weights[index] ?? 1);
  const fit = (labels: Int32Array, count: number): Promise<LinearModel> =>
    fitLogisticRegression({ features, labels, weights: of, classes: count }, { strength, tolerance: 1e-4, pause });
  if (!multiLabel) {
    const labels = Int32Array.from(indexes, (index) => has.subarray(index * classes, (index + 1) * classes).indexOf(1));
    return single(forPlainFeatures(await fit(labels, classes), standard));
  }
  const model = { weights: new Float64Array(classes * columns), intercepts: new Float64Array(classes) };
  for (let label = 0; label < classes; label++) {
    const own = forPlainFeatures(
      await fit(
        Int32Array.from(indexes, (index) => has[index * classes + label] as number),
        2,
      ),
      standard,
    );
    for (let i = 0; i < columns; i++)
      model.weights[label * columns + i] = (own.weights[columns + i] as number) - (own.weights[i] as number);
    model.intercepts[label] = (own.intercepts[1] as number) - (own.intercepts[0] as number);
  }
  return single(model);
}

function single({ weights, intercepts }: LinearModel): TrainedScores {
  return { weights: Float32Array.from(weights), intercepts: Float32Array.from(intercepts) };
}
