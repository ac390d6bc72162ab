import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EngineInit } from '../../../src/common/methods/lifecycle.js';
import { readCausalArchitecture } from '../../../src/engine/graph/architectures/registry.js';
import { openCheckpoint } from '../../../src/engine/models/openCheckpoint.js';
import { modelKeys } from '../../../src/engine/modelKeys.js';
import { openModel } from '../../../src/engine/openModel.js';
import type { Token } from '../../../src/engine/tokenizer/token.js';
import { openDecoder } from '../../../src/engine/runtime/openDecoder.js';
import { openEncoder } from '../../../src/engine/runtime/openEncoder.js';
import { copiedModel, setConfig, setWeight } from '../../util/mutatedModel.js';
import { tinyTokenizer } from '../../util/tinyTokenizer.js';

let cache: string;
let folder: string;
beforeEach(async () => void (cache = await mkdtemp(join(tmpdir(), 'cloze-test-'))));
afterEach(async () => {
  await rm(cache, { recursive: true });
  await rm(folder, { recursive: true });
});

const options = (precision: 'float32' | 'int8' | 'int4') => ({ precision, device: 'cpu', threads: 1, cacheFolder: cache }) as const;
const tokens = [3, 14, 15, 9] as Token[];

/** Opens a copy as a causal model or as an encoder, and asks it something. */
async function ask(kind: 'causal' | 'encoder', precision: 'float32' | 'int8' | 'int4' = 'float32'): Promise<Float32Array> {
  const checkpoint = await openCheckpoint(folder);
  try {
    if (kind === 'causal') {
      const decoder = await openDecoder(checkpoint, options(precision));
      try {
        return (await decoder.prefill(tokens, { top: 5 })).next.logprobs;
      } finally {
        await decoder.dispose();
      }
    }
    const encoder = await openEncoder(checkpoint, options(precision));
    try {
      return (await encoder.features([{ tokens }], { layers: [encoder.layers], pooling: ['mean'] }))[0] as Float32Array;
    } finally {
      await encoder.dispose();
    }
  } finally {
    await checkpoint.close();
  }
}

describe('A model with a weight that is no number is refused, and the tensor is named', () => {
  test.each([
    ['llama-tied', 'causal', 'model.layers.1.mlp.down_proj.weight'],
    ['llama-tied', 'causal', 'model.embed_tokens.weight'],
    ['gpt2', 'causal', 'transformer.h.0.ln_2.bias'],
    ['gpt2', 'causal', 'transformer.wpe.weight'],
    ['gptj', 'causal', 'lm_head.bias'],
    ['gemma3', 'causal', 'model.layers.0.self_attn.q_norm.weight'],
    ['bert-pretraining', 'encoder', 'bert.encoder.layer.0.output.dense.weight'],
    ['bert-pretraining', 'encoder', 'cls.seq_relationship.weight'],
    ['modernbert-masked-lm', 'encoder', 'model.layers.0.attn.Wqkv.weight'],
  ] as const)('%s, a %s model, %s', async (model, kind, tensor) => {
    folder = await copiedModel(model);
    for (const precision of ['float32', 'int8', 'int4'] as const) {
      for (const value of [NaN, Infinity, -Infinity]) {
        await setWeight(folder, tensor, value);
        await expect(ask(kind, precision)).rejects.toMatchObject({
          code: 'model-invalid',
          message: expect.stringContaining(tensor) as string,
        });
      }
    }
  });
});

test.each([
  ['llama-tied', 'causal', 'model.layers.0.self_attn.v_proj.weight'],
  ['gpt2', 'causal', 'transformer.h.0.mlp.c_proj.weight'],
  ['bert-pretraining', 'encoder', 'bert.encoder.layer.0.attention.self.value.weight'],
] as const)('%s with a weight too large to calculate with says which, or gives numbers', async (model, kind, tensor) => {
  folder = await copiedModel(model);
  await setWeight(folder, tensor, 3e38);
  const answer = await ask(kind).catch((error: unknown) => error);
  if (answer instanceof Float32Array) expect(answer.every(Number.isFinite)).toBe(true);
  else expect(answer).toMatchObject({ code: 'model-invalid', message: expect.stringContaining(tensor) as string });
});

describe('A model whose configuration does not belong to its weights is refused', () => {
  test.each([
    ['fewer layers', 'llama-tied', 'causal', { num_hidden_layers: 2 }, '2 layers'],
    ['more layers', 'llama-tied', 'causal', { num_hidden_layers: 4 }, 'model.layers.3'],
    ['fewer layers', 'gpt2', 'causal', { n_layer: 1 }, '1 layers'],
    ['fewer layers', 'bert-pretraining', 'encoder', { num_hidden_layers: 1 }, '1 layers'],
    ['a smaller vocabulary', 'llama-tied', 'causal', { vocab_size: 90 }, 'embed_tokens'],
    ['a larger vocabulary', 'llama-tied', 'causal', { vocab_size: 5000 }, 'embed_tokens'],
    ['a larger vocabulary', 'gpt2', 'causal', { vocab_size: 98 }, 'wte'],
    ['a larger vocabulary', 'gptj', 'causal', { vocab_size: 98 }, 'weight'],
    ['a larger vocabulary', 'gemma3', 'causal', { vocab_size: 98 }, 'embed_tokens'],
    ['a larger vocabulary', 'bert-pretraining', 'encoder', { vocab_size: 98 }, 'word_embeddings'],
    ['a larger vocabulary', 'modernbert-masked-lm', 'encoder', { vocab_size: 98 }, 'tok_embeddings'],
    ['other groups of heads', 'llama-tied', 'causal', { num_key_value_heads: 4 }, 'k_proj'],
    ['other heads', 'llama-tied', 'causal', { num_attention_heads: 2 }, 'q_proj'],
    ['another width between layers', 'llama-tied', 'causal', { intermediate_size: 128 }, 'gate_proj'],
    ['more positions', 'gpt2', 'causal', { n_positions: 1024 }, 'wpe'],
    ['fewer positions', 'gpt2', 'causal', { n_positions: 40 }, 'wpe'],
    ['more positions', 'bert-pretraining', 'encoder', { max_position_embeddings: 128 }, 'position_embeddings'],
    ['too few positions to read anything', 'gptj', 'causal', { n_positions: 4 }, '4 tokens'],
    ['too few positions to read anything', 'llama-tied', 'causal', { max_position_embeddings: 1 }, '1 tokens'],
  ] as const)('%s: %s, a %s model', async (_, model, kind, changes, named) => {
    folder = await copiedModel(model);
    await setConfig(folder, changes);
    await expect(ask(kind)).rejects.toMatchObject({ code: 'model-invalid', message: expect.stringContaining(named) as string });
  });
});

test('GPT-J reads as many positions as Llama at most, whatever its configuration says', async () => {
  folder = await copiedModel('gptj');
  await setConfig(folder, { n_positions: 100_000_000 });
  const checkpoint = await openCheckpoint(folder);
  expect(readCausalArchitecture(checkpoint).shape.contextLength).toBe(8192);
  await checkpoint.close();
  expect((await ask('causal')).every(Number.isFinite)).toBe(true);
});

describe('A model whose tokenizer is of another model is refused when it is opened', () => {
  const init = (): EngineInit => ({
    modelFolders: [],
    cacheFolder: cache,
    causalModel: folder,
    encoderModel: folder,
    device: 'cpu',
    threads: 1,
  });
  const { vocab } = tinyTokenizer.model;
  const withWord = { ...tinyTokenizer, model: { ...tinyTokenizer.model, vocab: { ...vocab, extraordinary: 97 } } };
  const withAdded = { ...tinyTokenizer.added_tokens[0], content: '<extra>', id: 200 };
  const moved = tinyTokenizer.added_tokens.map((token) => (token.content === '[CLS]' ? { ...token, id: 200 } : token));

  test.each([
    ['a word beyond the vocabulary', withWord, 'extraordinary'],
    [
      'an ordinary added token beyond it',
      { ...tinyTokenizer, added_tokens: [...tinyTokenizer.added_tokens, { ...withAdded, special: false }] },
      '<extra>',
    ],
  ])('%s', async (_, tokenizer, named) => {
    for (const [model, open] of [
      ['llama-tied', () => openModel(modelKeys(init()).causal, init())],
      ['bert-pretraining', () => openModel(modelKeys(init()).encoder, init())],
      ['bert-sequence-classification', () => openModel(modelKeys(init()).classifier(folder), init())],
    ] as const) {
      folder = await copiedModel(model);
      await writeFile(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer));
      await expect(open()).rejects.toMatchObject({ code: 'model-invalid', message: expect.stringContaining(named) as string });
      await rm(folder, { recursive: true });
    }
    folder = await copiedModel('llama-tied');
  });

  test('the special tokens around a text', async () => {
    folder = await copiedModel('bert-pretraining');
    await writeFile(join(folder, 'tokenizer.json'), JSON.stringify({ ...tinyTokenizer, added_tokens: moved }));
    await expect(openModel(modelKeys(init()).encoder, init())).rejects.toMatchObject({ code: 'model-invalid' });
  });

  test('a special token beyond the vocabulary that nothing uses does no harm', async () => {
    folder = await copiedModel('bert-pretraining');
    await writeFile(
      join(folder, 'tokenizer.json'),
      JSON.stringify({ ...tinyTokenizer, added_tokens: [...tinyTokenizer.added_tokens, withAdded] }),
    );
    await (await openModel(modelKeys(init()).encoder, init())).encoder.dispose();
  });
});
