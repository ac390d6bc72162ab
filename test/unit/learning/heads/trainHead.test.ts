import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../src/engine/decode/seededRandom.js';
import { matrixOf } from '../../../../src/learning/linear/featureMatrix.js';
import { stratifiedFolds } from '../../../../src/learning/validation/folds.js';
import { scores } from '../../../../src/learning/linear/linearModel.js';
import { shareEstimate } from '../../../../src/learning/validation/metrics.js';
import { largestIndex } from '../../../../src/learning/linear/softmax.js';
import { fitTemperature, logLoss } from '../../../../src/learning/heads/temperature.js';
import { type TrainedHead, trainHead, type TrainingSet } from '../../../../src/learning/heads/trainHead.js';
import { trainingReport } from '../../../../src/learning/heads/trainingReport.js';

/** Points around the corners of a square, so many of each class; those of `wrong` have the next class's label. */
function corners(counts: readonly number[], wrong: readonly number[] = [], noise = 0.8): TrainingSet {
  const random = seededRandom(3);
  const rows: Float32Array[] = [];
  const labels: number[] = [];
  counts.forEach((count, k) => {
    for (let i = 0; i < count; i++) {
      rows.push(Float32Array.of((k % 2) * 2 + noise * (random() - 0.5), (k >> 1) * 2 + noise * (random() - 0.5), random()));
      labels.push(wrong.includes(rows.length - 1) ? (k + 1) % counts.length : k);
    }
  });
  return { features: matrixOf(rows), labels: Int32Array.from(labels), classes: counts.length };
}

/** Training overwrites features. */
function copyOf({ features, ...set }: TrainingSet): TrainingSet {
  return { ...set, features: { ...features, values: features.values.slice() } };
}

function train(set: TrainingSet): Promise<TrainedHead> {
  return trainHead(copyOf(set), { weighting: 'none', random: seededRandom(1), pause: () => Promise.resolve() });
}

function predicted({ features, classes }: TrainingSet, { model }: TrainedHead): number[] {
  const all = scores(features, model);
  return Array.from({ length: features.rows }, (_, row) => largestIndex(all, row * classes, (row + 1) * classes));
}

describe('A classifier of your own', () => {
  test('learns labels from features', async () => {
    const set = corners([15, 20, 12]);
    expect(predicted(set, await train(set))).toEqual([...set.labels]);
  });

  test('is the same for the same examples', async () => {
    const set = corners([12, 12]);
    expect(await train(set)).toEqual(await train(set));
  });

  test('states figures of examples that it has not seen', async () => {
    const set = corners([20, 20]);
    const report = trainingReport(await train(set), set.labels, ['left', 'right'], seededRandom(1));
    expect(report.figures?.accuracy).toMatchObject({ value: 1, high: 1 });
    expect(report.figures?.accuracy.low).toBeLessThan(1);
    expect(report.figures?.confusion).toEqual([
      [20, 0],
      [0, 20],
    ]);
    expect(report.majority).toBe(0.5);
  });

  test('refuses to state figures where a label has under ten examples, and says so', async () => {
    const set = corners([20, 9]);
    const report = trainingReport(await train(set), set.labels, ['left', 'right'], seededRandom(1));
    expect(report.figures).toBeUndefined();
    expect(report.note).toContain('fewer than 10 examples of "right"');
  });

  test('works with one example of each label', async () => {
    const set = corners([1, 1]);
    expect(predicted(set, await train(set))).toEqual([0, 1]);
  });

  test('finds labels that are probably wrong', async () => {
    const set = corners([30, 30], [4]);
    const report = trainingReport(await train(set), set.labels, ['left', 'right'], seededRandom(1));
    expect(report.figures?.suspected.map(({ index, said }) => [index, said])).toEqual([[4, 0]]);
  });

  test('says which examples it was least sure about', async () => {
    const set = corners([30, 30], [], 3.5);
    const { figures } = trainingReport(await train(set), set.labels, ['left', 'right'], seededRandom(1));
    const sure = figures?.uncertain.map(({ probability }) => probability) ?? [];
    expect(sure).toHaveLength(5);
    expect(sure).toEqual([...sure].sort((a, b) => a - b));
  });

  test('shows how it gets better with more examples', async () => {
    const set = corners([40, 40], [], 3);
    const curve = (await train(set)).heldOut?.curve ?? [];
    expect(curve.map(({ examples }) => examples)).toEqual([8, 16, 32, 64]);
  });

  test('gives up when it is told to', async () => {
    const stop = (): Promise<void> => Promise.reject(new Error('Stop.'));
    await expect(trainHead(corners([12, 12]), { weighting: 'none', random: seededRandom(1), pause: stop })).rejects.toThrow('Stop.');
  });
});

test('Parts of cross-validation hold each example once and each label evenly', () => {
  const labels = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2];
  const folds = stratifiedFolds(labels, 4, seededRandom(1));
  expect(folds.flat().sort((a, b) => a - b)).toEqual([...labels.keys()]);
  for (const fold of folds) expect(fold.map((index) => labels[index]).sort()).toEqual([0, 1, 2]);
});

test('A temperature makes overconfident scores as sure as they are right', () => {
  // Right three times out of four, and sure as 99.99 %.
  const four = [9, 0, 9, 0, 9, 0, 0, 9];
  const scores = Float64Array.from(Array<number[]>(250).fill(four).flat());
  const overconfident = { scores, labels: new Int32Array(1000), classes: 2 };
  const temperature = fitTemperature(overconfident);
  expect(1 / (1 + Math.exp(-9 / temperature))).toBeCloseTo(0.75, 2);
  expect(logLoss(overconfident, temperature)).toBeLessThan(logLoss(overconfident));
});

test('A temperature leaves some doubt where no mistake was made yet', () => {
  const right = { scores: Float64Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? 3 : 0)), labels: new Int32Array(20), classes: 2 };
  expect(1 / (1 + Math.exp(-3 / fitTemperature(right)))).toBeCloseTo(21 / 22, 2);
});

test("The interval of a share is Wilson's", () => {
  // Newcombe (1998), table I: 81 of 263.
  const { low, high } = shareEstimate(81, 263);
  expect([low, high].map((value) => value.toFixed(4))).toEqual(['0.2553', '0.3662']);
});
