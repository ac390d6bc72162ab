import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fitLogistic,
  gradient,
  loss,
  type LogisticModel,
  type Observation,
  predict,
} from '../../../bench/acceptance/logisticRegression.js';
import { reliability } from '../../../bench/acceptance/reliability.js';

const number = fc.double({ min: -3, max: 3, noNaN: true });
const observation = fc.record({ features: fc.tuple(number, number), happened: fc.boolean() });
const observations: fc.Arbitrary<Observation[]> = fc.array(observation, { minLength: 1, maxLength: 30 });

describe('logistic regression', () => {
  test('has the gradient that finite differences give', () => {
    fc.assert(
      fc.property(
        observations,
        fc.tuple(number, number, number),
        fc.double({ min: 0, max: 10, noNaN: true }),
        (data, [intercept, ...weights], penalty) => {
          const at = (offset: number, index: number): LogisticModel => ({
            intercept: intercept + (index === 0 ? offset : 0),
            weights: weights.map((weight, i) => weight + (i + 1 === index ? offset : 0)),
          });
          gradient({ intercept, weights }, data, penalty).forEach((slope, index) => {
            const numeric = (loss(at(1e-5, index), data, penalty) - loss(at(-1e-5, index), data, penalty)) / 2e-5;
            expect(Math.abs(slope - numeric)).toBeLessThan(1e-4 * (1 + Math.abs(slope)));
          });
        },
      ),
    );
  });

  test('ends where the gradient vanishes, also for separable data', () => {
    fc.assert(
      fc.property(observations, (data) => {
        const slopes = gradient(fitLogistic(data, 0.5), data, 0.5);
        // One class alone drives the unpenalised intercept towards infinity, where the slope is almost flat.
        if (new Set(data.map(({ happened }) => happened)).size === 2) expect(Math.max(...slopes.map(Math.abs))).toBeLessThan(1e-3);
      }),
    );
  });

  test('finds the weights that made the data', () => {
    const truth: LogisticModel = { intercept: -1, weights: [2, -0.5] };
    const data: Observation[] = [];
    for (let a = -2; a <= 2; a += 0.25) {
      for (let b = -2; b <= 2; b += 0.25) {
        const chance = predict(truth, [a, b]);
        for (let i = 0; i < 100; i++) data.push({ features: [a, b], happened: i < Math.round(chance * 100) });
      }
    }
    const { intercept, weights } = fitLogistic(data, 1e-3);
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
