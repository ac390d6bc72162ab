import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../src/engine/models/checkpoint.js';
import { openCheckpoint } from '../../src/engine/models/openCheckpoint.js';
import type { Token } from '../../src/engine/tokenizer/token.js';
import { referenceLogits } from '../../bench/golden/referenceLogits.js';
import { golden } from '../util/golden.js';

/**
 * The mean difference of a logit, relative to the mean size of one. The weights are random and the layers narrow, which is the hardest there is
 * for few bits: a trained model loses a tenth of this. A layer that is wrong, not rounded, has a difference of 1 and more.
 */
const tolerances = { int8: 0.08, int4: 0.45 } as const;

const folders = [
  'gemma',
  'gemma2',
  'gpt_neox',
  'granite',
  'llama-yarn',
  'modernbert-decoder',
  'olmo2',
  'opt',
  'phi',
  'phi3',
  'smollm3',
  'stablelm',
];

describe.each(folders)('%s in fewer bits', (name) => {
  let checkpoint: Checkpoint;
  beforeAll(async () => void (checkpoint = await openCheckpoint(golden(name).folder)));
  afterAll(() => checkpoint.close());

  test.each(Object.entries(tolerances) as ['int8' | 'int4', number][])('is close to the reference in %s', async (precision, tolerance) => {
    const reference = golden(name);
    const tokens = reference.integers('input_ids') as Token[];
    const expected = reference.floats('logits');
    const [actual = new Float32Array()] = await referenceLogits(checkpoint, [{ tokens, positions: [...tokens.keys()] }], 1, precision);
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;
    const error = mean(expected.map((value, index) => value - (actual[index] ?? NaN))) / mean(expected);
    expect(error).toBeLessThan(tolerance);
  });
});
