import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitLogistic, type LogisticModel, type Observation, predict } from '../../../bench/acceptance/logisticRegression.js';
import { reliability } from '../../../bench/acceptance/reliability.js';

const number = fc.double({ min: -3, max: 3, noNaN: true });
const observation = fc.record({ features: fc.tuple(number, number), happened: fc.boolean() });
const bothOutcomes = fc
  .array(observation, { minLength: 2, maxLength: 30 })
  .filter((data) => new Set(data.map(({ happened }) => happened)).size === 2);

describe('logistic regression', () => {
  test('ends where the loss with its penalty is flat, also for separable data', async () => {
    await fc.assert(
      fc.asyncProperty(bothOutcomes, fc.constantFrom(0.5, 8), async (data, penalty) => {
        const model = await fitLogistic(data, penalty);
        const errors = data.map(({ features, happened }) => predict(model, features) - Number(happened));
        const slopes = model.weights.map((weight, i) =>
          data.reduce((sum, { features }, at) => sum + (errors[at] ?? NaN) * (features[i] ?? NaN), penalty * weight),
        );
        const all = [errors.reduce((sum, error) => sum + error, 0), ...slopes];
        expect(Math.max(...all.map(Math.abs))).toBeLessThan(1e-4);
      }),
    );
  });

  test('finds the weights that made the data', async () => {
    const truth: LogisticModel = { intercept: -1, weights: [2, -0.5] };
    const data: Observation[] = [];
    for (let a = -2; a <= 2; a += 0.25) {
      for (let b = -2; b <= 2; b += 0.25) {
        const chance = predict(truth, [a, b]);
        for (let i = 0; i < 100; i++) data.push({ features: [a, b], happened: i < Math.round(chance * 100) });
      }
    }
    const { intercept, weights } = await fitLogistic(data, 1e-3);
    expect([intercept, ...weights].map((value) => Math.round(value * 20) / 20)).toEqual([-1, 2, -0.5]);
  });
});

describe('reliability', () => {
  test('compares what was predicted with what happened', () => {
    const predictions = [0.1, 0.15, 0.85, 1].map((chance, i) => ({ chance, happened: i > 1 }));
    const result = reliability(predictions, 2);
    expect(result.bins).toEqual([
      { from: 0, to: 0.5, count: 2, predicted: 0.125, observed: 0 },
      { from: 0.5, to: 1, count: 2, predicted: 0.925, observed: 1 },
    ]);
    expect(result.calibrationError).toBeCloseTo(0.1);
    expect(result.brier).toBeCloseTo((0.01 + 0.0225 + 0.0225) / 4);
  });
});
