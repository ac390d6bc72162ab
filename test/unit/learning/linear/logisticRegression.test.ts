import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleWeights, type ClassWeighting } from '../../../../src/learning/linear/classWeights.js';
import { matrixOf } from '../../../../src/learning/linear/featureMatrix.js';
import { scores } from '../../../../src/learning/linear/linearModel.js';
import { type LabelledRows, logisticLoss } from '../../../../src/learning/linear/logisticLoss.js';
import { fitLogisticRegression } from '../../../../src/learning/linear/logisticRegression.js';
import { confusionTable, macroF1Of } from '../../../../src/learning/validation/metrics.js';
import { largestIndex, softmax } from '../../../../src/learning/linear/softmax.js';
import { forPlainFeatures, standardisationOf, standardise } from '../../../../src/learning/linear/standardisation.js';

interface Reference {
  readonly name: string;
  readonly classes: number;
  readonly strength: number;
  readonly weighting: ClassWeighting;
  readonly features: number[][];
  readonly labels: number[];
  readonly weights: number[];
  readonly probabilities: number[][];
  readonly confusion: number[][];
  readonly macroF1: number;
}

const references = JSON.parse(
  readFileSync(new URL('../../../data/classification/logistic-regression.json', import.meta.url), 'utf8'),
) as Reference[];

function rowsOf({ features, labels, classes, weighting }: Reference): LabelledRows & { readonly weights: Float64Array } {
  const indexes = Int32Array.from(labels);
  return {
    features: matrixOf(features.map((row) => Float32Array.from(row))),
    labels: indexes,
    classes,
    weights: exampleWeights(indexes, classes, weighting),
  };
}

describe("A classifier is scikit-learn's", () => {
  test.each(references)('in probabilities, for $name', async (reference) => {
    const rows = rowsOf(reference);
    const model = await fitLogisticRegression(rows, { strength: reference.strength, tolerance: 1e-9 });
    const all = scores(rows.features, model);
    reference.probabilities.forEach((expected, row) => {
      const said = softmax(all.subarray(row * rows.classes, (row + 1) * rows.classes));
      said.forEach((probability, k) => expect(Math.abs(probability - (expected[k] ?? NaN))).toBeLessThan(1e-4));
    });
  });

  test.each(references)('in figures, for $name', (reference) => {
    const labels = Int32Array.from(reference.labels);
    const predicted = Int32Array.from(reference.probabilities, (row) => largestIndex(row));
    const table = confusionTable({ labels, predicted, classes: reference.classes });
    expect(table).toEqual(reference.confusion);
    expect(macroF1Of(table)).toBeCloseTo(reference.macroF1, 10);
  });

  test.each(references)('in how much examples count, for $name', (reference) => {
    rowsOf(reference).weights.forEach((weight, index) => expect(weight).toBeCloseTo(reference.weights[index] ?? NaN, 10));
  });
});

test('The gradient is the slope of the loss', () => {
  const component = fc.float({ min: -2, max: 2, noNaN: true });
  const rows = fc.array(fc.tuple(fc.array(component, { minLength: 3, maxLength: 3 }), fc.nat(2)), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(rows, fc.array(component, { minLength: 12, maxLength: 12 }), fc.nat(11), (examples, point, at) => {
      const labelled: LabelledRows = {
        features: matrixOf(examples.map(([row]) => Float32Array.from(row))),
        labels: Int32Array.from(examples, ([, label]) => label),
        weights: Float64Array.from(examples, (_, index) => 0.5 + index),
        classes: 3,
      };
      const lossAt = (shift: number): number => {
        const moved = Float64Array.from(point);
        moved[at] = (moved[at] ?? 0) + shift;
        return logisticLoss(labelled, 0.7, moved, new Float64Array(12));
      };
      const gradient = new Float64Array(12);
      logisticLoss(labelled, 0.7, Float64Array.from(point), gradient);
      const slope = (lossAt(1e-5) - lossAt(-1e-5)) / 2e-5;
      expect(Math.abs((gradient[at] ?? NaN) - slope)).toBeLessThan(1e-4 * Math.max(1, Math.abs(slope)));
    }),
  );
});

test('A classifier of standardised features gives the same for plain ones', () => {
  const plain = matrixOf([Float32Array.of(1, 5, 3), Float32Array.of(3, 5, -2), Float32Array.of(9, 5, 0)]);
  const standard = standardisationOf(plain);
  const model = { weights: Float64Array.of(1, 2, 3, -1, 0.5, 2), intercepts: Float64Array.of(0.3, -0.1) };
  const copy = { ...plain, values: plain.values.slice() };
  standardise(copy, standard);
  const expected = scores(copy, model);
  scores(plain, forPlainFeatures(model, standard)).forEach((score, at) => expect(score).toBeCloseTo(expected[at] ?? NaN, 5));
});
