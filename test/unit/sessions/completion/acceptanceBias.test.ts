import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AcceptanceBias, type Outcome } from '../../../../src/sessions/completion/acceptanceBias.js';

const outcomes = fc.constantFrom<Outcome>('accepted', 'dismissed');
const chance = fc.double({ min: 0, max: 1, noNaN: true });

test('Without outcomes an estimate stays as it is', () => {
  expect(new AcceptanceBias().correct(0.3)).toBeCloseTo(0.3);
});

test('A writer who takes more than was expected is offered more', () => {
  const bias = new AcceptanceBias();
  for (let count = 0; count < 20; count += 1) bias.learn(0.3, 'accepted');
  expect(bias.correct(0.3)).toBeGreaterThan(0.5);
});

test('A writer who leaves all is offered less, but never nothing for ever', () => {
  const bias = new AcceptanceBias();
  for (let count = 0; count < 1000; count += 1) bias.learn(0.3, 'dismissed');
  expect(bias.correct(0.3)).toBeLessThan(0.1);
  expect(bias.correct(0.9)).toBeGreaterThan(0.6);
});

test('A writer who takes as much as was expected changes little', () => {
  const bias = new AcceptanceBias();
  for (let count = 0; count < 1000; count += 1) bias.learn(0.25, count % 4 === 0 ? 'accepted' : 'dismissed');
  expect(bias.correct(0.25)).toBeGreaterThan(0.2);
  expect(bias.correct(0.25)).toBeLessThan(0.3);
});

test('Whatever happens, chances stay chances and keep their order', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(chance, outcomes)), chance, chance, (history, a, b) => {
      const bias = new AcceptanceBias();
      for (const [estimate, outcome] of history) bias.learn(estimate, outcome);
      const [low, high] = [Math.min(a, b), Math.max(a, b)].map(bias.correct) as [number, number];
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(high);
    }),
  );
});

test.each([Number.NaN, Infinity, -1e9, 1e9])('A stored value of %d does no harm', (stored) => {
  expect(new AcceptanceBias(stored).correct(0.5)).toBeGreaterThan(0.15);
  expect(new AcceptanceBias(stored).correct(0.5)).toBeLessThan(0.85);
});

test('It can forget', () => {
  const bias = new AcceptanceBias(1);
  bias.forget();
  expect(bias.value).toBe(0);
});
