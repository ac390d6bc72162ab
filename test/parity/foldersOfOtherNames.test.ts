import { expect, test } from 'vitest';
import { openCheckpoint } from '../../src/engine/models/openCheckpoint.js';
import type { Token } from '../../src/engine/tokenizer/token.js';
import { referenceLogits } from '../../bench/golden/referenceLogits.js';
import { golden } from '../util/golden.js';
import { renamedModel } from '../util/renamedModel.js';

type Json = Record<string, unknown>;

const wrapped =
  (model_type: string) =>
  (config: Json): Json => ({
    architectures: ['XForConditionalGeneration'],
    model_type,
    text_config: config,
    vision_config: { hidden_size: 8 },
  });
/** Published configurations leave out of the text part what is the usual. */
const withoutUsual = (config: Json): Json =>
  Object.fromEntries(Object.entries(config).filter(([key]) => key !== 'tie_word_embeddings' && key !== 'architectures'));

const inOldWrapper = (name: string): string => `language_model.${name}`;
const inNewWrapper = (name: string): string => name.replace(/^model\./, 'model.language_model.');

test.each<[string, string, (name: string) => string | undefined, ((config: Json) => Json)?]>([
  ['a Gemma 3 that reads pictures, as it was first published', 'gemma3', inOldWrapper, wrapped('gemma3')],
  ['the same with the names that the reference writes today', 'gemma3', inNewWrapper, wrapped('gemma3')],
  ['the same without keys that have their usual values', 'gemma3', inNewWrapper, (config) => wrapped('gemma3')(withoutUsual(config))],
  ['a Mistral 3 that reads pictures', 'mistral-text', inOldWrapper, wrapped('mistral3')],
  ['a Qwen 3 that reads pictures', 'qwen3', inNewWrapper, (config) => wrapped('qwen3_vl')({ ...config, model_type: 'qwen3_vl_text' })],
  ['a base model without a prefix', 'llama-tied', (name) => name.replace(/^model\./, '')],
  ['a GPT-NeoX with the older name of its head', 'gpt_neox', (name) => name.replace(/^lm_head/, 'embed_out')],
])('%s gives the logits of its text part', async (_, name, rename, configure) => {
  const source = name === 'mistral-text' ? 'llama-tied' : name;
  const asMistral = (config: Json): Json => ({ ...config, model_type: 'mistral', sliding_window: null });
  const folder = await renamedModel(source, rename, (config) =>
    (configure ?? ((same) => same))(name === source ? config : asMistral(config)),
  );
  const checkpoint = await openCheckpoint(folder);
  const reference = golden(source);
  const tokens = reference.integers('input_ids') as Token[];
  const expected = reference.floats('logits');
  const [actual] = await referenceLogits(checkpoint, [{ tokens, positions: [...tokens.keys()] }]);
  await checkpoint.close();
  const largest = Math.max(...expected.map(Math.abs));
  expect(Math.max(...expected.map((value, index) => Math.abs(value - (actual?.[index] ?? NaN)))) / largest).toBeLessThan(1e-4);
});
