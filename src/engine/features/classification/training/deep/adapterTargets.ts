import type { BatchTargets } from '../../../../training/trainingModel.js';

/** Labels of examples, as training takes them. */
export interface LabelMatrix {
  /** [examples · classes]: 1 where an example has a label. */
  readonly has: Uint8Array;
  readonly classes: number;
  /** Whether an example may have several labels, or none. */
  readonly multiLabel: boolean;
  /** How much each example counts; 1 on average. */
  readonly weights: Float64Array;
}

/** What the rows of a batch are to say. `share` is what each counts, so that the parts of a step add up to a mean. */
export function labelTargets({ has, classes, multiLabel, weights }: LabelMatrix, batch: readonly number[], share: number): BatchTargets {
  const targets = new Float32Array(batch.length * classes);
  batch.forEach((example, row) => {
    const weight = multiLabel ? 1 : share * (weights[example] ?? 1);
    for (let k = 0; k < classes; k++) targets[row * classes + k] = weight * (has[example * classes + k] as number);
  });
  return multiLabel ? { targets, weights: new Float32Array(targets.length).fill(share) } : { targets };
}

/** That rows with the same labels are to be alike, those with several by how many they have in common; labels themselves are not trained. */
export function alikeTargets({ has, classes, multiLabel }: LabelMatrix, batch: readonly number[], share: number): BatchTargets {
  const rows = batch.length;
  const alike = new Float32Array(rows * rows);
  batch.forEach((example, row) => {
    const inCommon = batch.map((other, at) => (at === row ? 0 : overlap(has, classes, example, other)));
    const sum = inCommon.reduce((a, b) => a + b, 0);
    if (sum > 0) inCommon.forEach((each, at) => (alike[row * rows + at] = (share * each) / sum));
  });
  const targets = new Float32Array(rows * classes);
  return { targets, alike, ...(multiLabel && { weights: new Float32Array(rows * classes) }) };
}

/** Labels that two examples have in common, as a share of those that either has (Jaccard 1901). */
function overlap(has: Uint8Array, classes: number, a: number, b: number): number {
  let [both, either] = [0, 0];
  for (let k = 0; k < classes; k++) {
    const sum = (has[a * classes + k] as number) + (has[b * classes + k] as number);
    both += Number(sum === 2);
    either += Number(sum > 0);
  }
  return either === 0 ? 0 : both / either;
}
