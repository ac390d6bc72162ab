import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../src/engine/models/checkpoint.js';
import { openCheckpoint } from '../../src/engine/models/openCheckpoint.js';
import { encoderReference, type ReferenceInputs, type ReferenceOutput } from '../../bench/golden/encoderReference.js';
import { golden, type Golden } from '../util/golden.js';

/** Relative to the largest absolute reference value. */
const tolerance = 1e-4;

/** Also folders of `reference/golden_encoders.py`. */
const folders: Record<string, readonly string[]> = {
  'albert-masked-lm': ['logits'],
  'albert-sequence-classification': ['logits'],
  'bert-masked-lm': ['logits'],
  'bert-narrow': ['prediction_logits', 'seq_relationship_logits'],
  'bert-next-sentence': ['logits'],
  'bert-pair-adapters': ['prediction_logits', 'seq_relationship_logits'],
  'bert-pretraining': ['prediction_logits', 'seq_relationship_logits'],
  'bert-question-answering': ['start_logits', 'end_logits'],
  'bert-sequence-classification': ['logits'],
  'bert-token-classification': ['logits'],
  'deberta-v2-masked-lm': ['logits'],
  'deberta-v3-masked-lm': ['logits'],
  'deberta-v3-sequence-classification': ['logits'],
  'distilbert-masked-lm': ['logits'],
  'distilbert-sequence-classification': ['logits'],
  'electra-masked-lm': ['logits'],
  'electra-question-answering': ['start_logits', 'end_logits'],
  'electra-sequence-classification': ['logits'],
  'eurobert-masked-lm': ['logits'],
  'eurobert-sequence-classification': ['logits'],
  'gemma3-classifier': ['logits'],
  'gguf-bert': [],
  'gguf-modern-bert': [],
  'gpt2-classifier': ['logits'],
  'llama-classifier': ['logits'],
  'mistral-classifier': ['logits'],
  'modernbert-masked-lm': ['logits'],
  'mpnet-masked-lm': ['logits'],
  'mpnet-sequence-classification': ['logits'],
  'nomic_bert-masked-lm': ['logits'],
  'qwen2-classifier': ['logits'],
  'qwen3-classifier': ['logits'],
  'roberta-masked-lm': ['logits'],
  'roberta-sequence-classification': ['logits'],
  'xlm-roberta-sequence-classification': ['logits'],
  'xlm-roberta-token-classification': ['logits'],
};

describe.each(Object.entries(folders))('%s', (name, outputs) => {
  let checkpoint: Checkpoint;
  let computed: Record<string, ReferenceOutput>;
  const reference = golden(name);
  const inputs = readInputs(reference);
  beforeAll(async () => {
    checkpoint = await openCheckpoint(reference.folder);
    computed = await encoderReference(checkpoint, inputs);
  });
  afterAll(() => checkpoint.close());

  test('has the outputs of the reference implementation and no others', () => {
    expect(Object.keys(computed).sort()).toEqual(['last_hidden_state', ...outputs].sort());
  });

  test.each(['last_hidden_state', ...outputs])('gives the %s of the reference implementation', (output) => {
    expect(relativeError(reference.floats(output), computed[output], inputs)).toBeLessThan(tolerance);
  });
});

function readInputs(reference: Golden): ReferenceInputs {
  const mask = rows(reference.integers('attention_mask'), 3);
  const segments = reference.integers('token_type_ids');
  const ids = rows(reference.integers('input_ids'), 3);
  return { inputIds: ids, attentionMask: mask, ...(segments.length > 0 && { tokenTypeIds: rows(segments, 3) }) };
}

function rows(values: readonly number[], count: number): number[][] {
  const width = values.length / count;
  return Array.from({ length: count }, (_, row) => values.slice(row * width, (row + 1) * width));
}

/** Over the real tokens, where a value belongs to a token. */
function relativeError(
  expected: readonly number[],
  actual: ReferenceOutput | undefined,
  { inputIds, attentionMask }: ReferenceInputs,
): number {
  const tokens = inputIds.flat().length;
  const [batch, width] = actual?.shape ?? [];
  expect(expected).toHaveLength(actual?.values.length ?? -1);
  const ofTokens = batch === inputIds.length && width === inputIds[0]?.length;
  const real = attentionMask?.flat() ?? [];
  const perToken = expected.length / tokens;
  const counts = (at: number): boolean => !ofTokens || real[Math.floor(at / perToken)] === 1;
  const largest = Math.max(...expected.filter((_, at) => counts(at)).map(Math.abs));
  return Math.max(...expected.map((value, at) => (counts(at) ? Math.abs(value - (actual?.values[at] ?? NaN)) : 0))) / largest;
}
