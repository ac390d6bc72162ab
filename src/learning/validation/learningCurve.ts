import { examplesAt, type LabelledFeatures } from './crossValidation.js';
import { byClass } from './folds.js';
import { scores } from '../linear/linearModel.js';
import { fitLogisticRegression } from '../linear/logisticRegression.js';
import { accuracyOf, confusionTable, type Estimate, shareEstimate } from './metrics.js';
import { largestIndex } from '../linear/softmax.js';

/** How well classifiers do that see only some of the examples. */
export interface CurvePoint {
  readonly examples: number;
  readonly accuracy: Estimate;
}

/** Shares of the examples that are not held out. */
const shares = [0.125, 0.25, 0.5, 1];

/**
 * The accuracy on the first part of the examples of classifiers that see more and more of the others: whether more examples would help.
 * @param held indexes of the part that is never seen
 */
export async function learningCurve(
  examples: LabelledFeatures,
  held: readonly number[],
  strength: number,
  pause: () => Promise<void>,
): Promise<CurvePoint[]> {
  const kept = new Set(held);
  const others = [...examples.labels.keys()].filter((index) => !kept.has(index));
  const test = examplesAt(examples, held);
  const points: CurvePoint[] = [];
  for (const share of shares) {
    const chosen = firstOfEach(examples.labels, others, share);
    const classes = new Set(chosen.map((index) => examples.labels[index]));
    if (classes.size < 2 || chosen.length === points.at(-1)?.examples) continue;
    const model = await fitLogisticRegression(examplesAt(examples, chosen), { strength, tolerance: 1e-3, pause });
    const said = scores(test.features, model);
    const predicted = test.labels.map((_, row) => largestIndex(said, row * test.classes, (row + 1) * test.classes));
    const right = accuracyOf(confusionTable({ labels: test.labels, predicted, classes: test.classes })) * held.length;
    points.push({ examples: chosen.length, accuracy: shareEstimate(Math.round(right), held.length) });
  }
  return points;
}

/** The same share of each class. */
function firstOfEach(labels: Int32Array, indexes: readonly number[], share: number): number[] {
  const classes = byClass(indexes.map((index) => labels[index] as number));
  return [...classes.values()].flatMap((places) =>
    places.slice(0, Math.ceil(share * places.length)).map((place) => indexes[place] as number),
  );
}
