import { describe, expect, test } from 'vitest';
import { noWeights, weightCount } from '../../../../src/learning/manuscript/blendWeights.js';
import { ContextIndex } from '../../../../src/learning/manuscript/contextIndex.js';
import { contextsOf, evidenceOf, likeliest } from '../../../../src/learning/manuscript/evidence.js';

const text = Uint16Array.from([1, 2, 3, 1, 2, 3, 1, 2, 4]);
const index = ContextIndex.of(text, 9);
const weights = Array<number>(weightCount).fill(0.3);

describe("What a writer's texts say of the next token", () => {
  test.each([[[1, 2]], [[2]], [[7, 8]], [[]], [[3, 1, 2, 3, 1, 2]]])('after %j sums to 1 with what the model says', (history) => {
    const evidence = evidenceOf(contextsOf(index, history), weights, 0.2);
    const followers = [...evidence.followers.values()].reduce((sum, part) => sum + part, 0);
    expect(evidence.model + evidence.words + followers).toBeCloseTo(1, 12);
  });

  test('prefers what came after the same words, the more often the more', () => {
    const evidence = evidenceOf(contextsOf(index, [1, 2]), weights, 0.2);
    expect(likeliest(evidence, 2)).toEqual([3, 4]);
  });

  test('is nothing where held-out text had no use for it', () => {
    expect(evidenceOf(contextsOf(index, [1, 2]), noWeights, 0.2)).toEqual({ model: 1, words: 0, followers: new Map() });
  });
});
