import { describe, expect, test } from 'vitest';
import { intruderMetrics, readIntruderRow } from '../../../../bench/eval/intruder.js';
import { nextSentenceMetrics, ratePairRows, readNextSentenceRow } from '../../../../bench/eval/nextSentence.js';
import { neverCancelled } from '../../../../src/common/cancellation.js';
import { auc } from '../../../../src/writing/flow/auc.js';

describe('The area under the curve', () => {
  const scored = (positive: readonly number[], negative: readonly number[]) => [
    ...positive.map((score) => ({ score, positive: true })),
    ...negative.map((score) => ({ score, positive: false })),
  ];
  test.each([
    { positive: [3, 4], negative: [1, 2], expected: 1 },
    { positive: [1, 2], negative: [3, 4], expected: 0 },
    { positive: [1, 1], negative: [1, 1], expected: 0.5 },
    { positive: [1, 3], negative: [2], expected: 0.5 },
    { positive: [1], negative: [], expected: NaN },
  ])('of $positive against $negative is $expected', ({ positive, negative, expected }) => {
    expect(auc(scored(positive, negative))).toBe(expected);
  });
});

describe('Metrics of the flow evaluations', () => {
  test('next-sentence: accuracy at one half, and AUC', () => {
    const result = (next: boolean, probability: number) => ({ group: 'g', next, probability });
    expect(nextSentenceMetrics([result(true, 0.9), result(false, 0.2), result(true, 0.4), result(false, 0.3)])).toEqual({
      accuracy: 0.75,
      auc: 1,
    });
  });

  test('intruder: worst sentence, AUC over all inner ones, warnings per 100 sentences as they were written', () => {
    const inner = (...scores: number[]) => scores.map((score, index) => ({ score, positive: index === 0 }));
    const results = [
      { group: 'g', inner: inner(0.9, 0.1, 0.2), original: 5, falseAlarms: 1 },
      { group: 'g', inner: inner(0.3, 0.5, 0.1), original: 5, falseAlarms: 0 },
    ];
    expect(intruderMetrics(results)).toEqual({ top1: 0.5, auc: 7 / 8, falseAlarmsPer100: 10 });
  });

  test('a tie is no hit', () => {
    const inner = [
      { score: 0, positive: true },
      { score: 0, positive: false },
    ];
    expect(intruderMetrics([{ group: 'g', inner, original: 4, falseAlarms: 0 }]).top1).toBe(0);
  });
});

describe('Rows that cannot be used', () => {
  test.each([
    { fields: { a: 'A.', next: 1 }, reason: /"b"/ },
    { fields: { a: 'A.', b: 'B.', next: 2 }, reason: /"next"/ },
  ])('next-sentence: $reason', ({ fields, reason }) => {
    expect(() => readNextSentenceRow(fields)).toThrow(reason);
  });

  test.each([
    { fields: { sentences: 'A. B.', original: ['A.'], intruder: 0 }, reason: /"sentences"/ },
    { fields: { sentences: ['A.', 'B.'], original: ['A.', 'C.'], intruder: 2 }, reason: /"intruder"/ },
  ])('intruder: $reason', ({ fields, reason }) => {
    expect(() => readIntruderRow(fields)).toThrow(reason);
  });

  test('a model without a next-sentence head leaves the causal model; without both that is said', async () => {
    const row = { group: 'g', a: 'He lit the lamp.', b: 'He slept.', next: true };
    const rate = (ratings: object[]) => ({
      ratePairs: () => Promise.resolve({ ratings, missing: [{ signal: 'next-sentence' as const, reason: 'No head.' }] }),
    });
    const [result] = await ratePairRows([row], 'both', rate([{ surprisal: { alone: 30, after: 10, tokens: 4 } }]), neverCancelled);
    expect(result?.probability).toBeGreaterThan(0.5);
    await expect(ratePairRows([row], 'both', rate([{}]), neverCancelled)).rejects.toThrow('No head.');
  });

  test.each([
    { by: 'encoder', rating: { nextSentence: Math.log(3) }, expected: 0.75 },
    { by: 'causal', rating: { surprisal: { alone: 12, after: 10, tokens: 4 } }, expected: 0.8 },
  ] as const)('next-sentence: by the $by model alone, as likely as it says', async ({ by, rating, expected }) => {
    const engine = { ratePairs: () => Promise.resolve({ ratings: [rating], missing: [] }) };
    const [result] = await ratePairRows([{ group: 'g', a: 'He came.', b: 'He left.', next: true }], by, engine, neverCancelled);
    expect(result?.probability).toBeCloseTo(expected);
  });
});
