import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toFloat32 } from '../../../../../src/engine/models/elementTypes.js';
import { SafetensorsFile } from '../../../../../src/engine/models/safetensors.js';
import type { Checkpoint } from '../../../../../src/engine/models/checkpoint.js';
import { openCheckpoint } from '../../../../../src/engine/models/openCheckpoint.js';
import { loadTokenizer } from '../../../../../src/engine/tokenizer/loadTokenizer.js';
import { opened, temporaryFolder } from '../modelFolder.js';
import { ggufBytes, uint32, uint64, type GgufContent } from '../../../../../bench/gguf/ggufBytes.js';

const file = join(import.meta.dirname, 'llama.gguf');

async function openContent(content: Uint8Array): Promise<Checkpoint> {
  return openCheckpoint(join(await temporaryFolder({ 'a.gguf': content }), 'a.gguf'));
}

describe('a GGUF file', () => {
  test('gives the values that the reference reads from it, under the names and in the order of Hugging Face', async () => {
    const { tensors } = await opened(file);
    const expected = await SafetensorsFile.open(join(import.meta.dirname, 'llama.safetensors'));
    expect([...tensors.names()].sort()).toEqual([...expected.tensors.keys()].sort());
    for (const [name, stored] of expected.tensors) {
      const values = unsignedZeros(toFloat32(stored.type, await expected.bytes(stored)) ?? new Float32Array());
      expect(tensors.shape(name), name).toEqual(stored.shape);
      expect(unsignedZeros(await tensors.floats(name)), name).toEqual(values);
      const row = stored.shape.slice(1).reduce((product, n) => product * n, 1);
      expect(unsignedZeros(await tensors.floatRows(name, 5, 13)), name).toEqual(values.subarray(5 * row, 13 * row));
    }
    await expected.close();
  });

  test('gives kernels the codes of its quantized matrices, in the order of Hugging Face', async () => {
    const { tensors } = await opened(file);
    const layouts = tensors.names().flatMap((name) => tensors.blocks?.layout(name) ?? []);
    expect(layouts.map(({ bits, hasOffsets }) => `${bits}${hasOffsets ? ' with offsets' : ''}`).sort()).toEqual([
      '4',
      '4',
      '4 with offsets',
      '4 with offsets',
      '8',
      '8',
    ]);
    const query = 'model.layers.0.self_attn.q_proj.weight';
    const rows = await tensors.blocks?.rows(query, 3, 9);
    const floats = await tensors.floatRows(query, 3, 9);
    const values = Array.from(floats, (_, at) => {
      const code = ((rows?.codes[at >> 1] as number) >> (4 * (at & 1))) & 15;
      return (rows?.scales[at >> 5] as number) * (code - 8) + 0;
    });
    expect(values).toEqual([...unsignedZeros(floats)]);
  });

  test('has the configuration of a Hugging Face folder', async () => {
    const { name, config, fingerprint } = await opened(file);
    expect(name).toBe('llama');
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(config).toMatchObject({
      model_type: 'llama',
      hidden_size: 32,
      intermediate_size: 64,
      num_hidden_layers: 1,
      num_attention_heads: 2,
      num_key_value_heads: 1,
      head_dim: 16,
      max_position_embeddings: 512,
      rms_norm_eps: 1e-5,
      rope_theta: 10000,
      vocab_size: 16,
      tie_word_embeddings: false,
      attention_bias: true,
      mlp_bias: false,
      rope_scaling: { rope_type: 'llama3', factor: 8, low_freq_factor: 1, high_freq_factor: 4, original_max_position_embeddings: 8192 },
    });
  });

  test('has a tokenizer', async () => {
    const { tokenizer, config } = await (await opened(file)).tokenizerJson();
    const { encode, ...rest } = bound(tokenizer, config);
    expect(encode('ab ab')).toEqual([4, 7]);
    expect(rest).toEqual({ start: 0, ends: [1] });
  });
});

function bound(tokenizer: unknown, config: unknown): { encode: (text: string) => number[]; start: number | undefined; ends: number[] } {
  const loaded = loadTokenizer(tokenizer, config);
  return { encode: (text) => loaded.encode(text), start: loaded.documentStart, ends: [...loaded.documentEnds] };
}

/** A grid has one zero only. */
function unsignedZeros(values: Float32Array): Float32Array {
  return values.map((value) => value + 0);
}

const architecture = ['general.architecture', { string: 'llama' }] as const;
const sizes: GgufContent['values'] = [
  architecture,
  ['llama.block_count', { uint32: 1 }],
  ['llama.context_length', { uint32: 64 }],
  ['llama.embedding_length', { uint32: 32 }],
  ['llama.feed_forward_length', { uint32: 32 }],
  ['llama.attention.head_count', { uint32: 2 }],
  ['llama.attention.layer_norm_rms_epsilon', { float32: 1e-5 }],
];
const embeddings = { name: 'token_embd.weight', shape: [32, 4], type: 8 };
const small: GgufContent = { values: sizes, tensors: [embeddings], data: new Uint8Array(4 * 34) };
const withTensor = (change: object): GgufContent => ({ ...small, tensors: [{ ...embeddings, ...change }] });
const without = (key: string): GgufContent => ({ ...small, values: sizes.filter(([name]) => name !== key) });
const withValue = (key: string, value: (typeof sizes)[number][1]): GgufContent => ({ ...without(key), values: [...(without(key).values ?? []), [key, value]] });

const bertSizes: GgufContent['values'] = [
  ['general.architecture', { string: 'bert' }],
  ...sizes.slice(1).map(([key, value]) => [key.replace('llama.', 'bert.').replace('_rms', ''), value] as const),
];

test('the smallest of files is read', async () => {
  const checkpoint = await openContent(ggufBytes(small));
  expect(checkpoint.config).toMatchObject({ vocab_size: 4, tie_word_embeddings: true, rope_theta: 10000, rope_scaling: null });
  await checkpoint.close();
});

test.each([
  [{ 'llama.rope.scaling.type': { string: 'linear' }, 'llama.rope.scaling.factor': { float32: 4 } }, { rope_type: 'linear', factor: 4 }],
  [{ 'llama.rope.scale_linear': { float32: 2 } }, { rope_type: 'linear', factor: 2 }],
  [{ 'llama.rope.scaling.type': { string: 'none' }, 'llama.rope.scaling.factor': { float32: 4 } }, null],
  [
    { 'llama.rope.scaling.type': { string: 'yarn' }, 'llama.rope.scaling.factor': { float32: 4 }, 'llama.rope.scaling.original_context_length': { uint32: 64 } },
    { rope_type: 'yarn', factor: 4, original_max_position_embeddings: 64 },
  ],
])('a stretched context is told: %j', async (values, expected) => {
  const checkpoint = await openContent(ggufBytes({ ...small, values: [...sizes, ...Object.entries(values)] }));
  expect(checkpoint.config.rope_scaling).toEqual(expected);
  await checkpoint.close();
});

const tokens = ['tokenizer.ggml.tokens', { strings: ['a'] }] as const;

describe('a broken file is refused with a reason', () => {
  test.each<[string, GgufContent, RegExp]>([
    ['that is no GGUF file', { magic: 'GGML' }, /no GGUF file/],
    ['with more tensors than it could hold', { tensorCount: 2n ** 60n }, /cut short/],
    ['with more values than it has', { ...small, valueCount: 9n }, /cut short|unknown type|twice/],
    ['with a key twice', { values: [architecture, architecture] }, /"general\.architecture" twice/],
    ['with a value of an unknown type', { values: [['a', uint32(99)]] }, /unknown type 99/],
    ['with a list that is too long', { values: [['a', Buffer.concat([uint32(9), uint32(0), uint64(2n ** 40n)])]] }, /too long/],
    ['with lists in lists', { values: [['a', Buffer.concat(Array.from({ length: 9 }, () => Buffer.concat([uint32(9)]))), ]] }, /cut short|too long/],
    ['with a text longer than itself', { values: [['a', Buffer.concat([uint32(8), uint64(2n ** 50n)])]] }, /cut short/],
    ['without an architecture', { values: [] }, /no "general\.architecture"/],
    ['with a number for an architecture', { values: [['general.architecture', { uint32: 1 }]] }, /is not a text/],
    ['with an alignment of zero', withValue('general.alignment', { uint32: 0 }), /alignment is 0/],
    ['with a tensor of no axis', withTensor({ shape: [] }), /0 axes/],
    ['with a tensor of five axes', withTensor({ shape: [32, 1, 1, 1, 1] }), /5 axes/],
    ['with rows of half a block', withTensor({ shape: [16, 4] }), /no whole blocks/],
    ['with a tensor behind its end', withTensor({ offset: 32 }), /cut short/],
    ['with a tensor beyond all memory', withTensor({ shape: [2 ** 40, 2 ** 40] }), /cut short/],
    ['with a tensor twice', { ...small, tensors: [embeddings, { ...embeddings, offset: 64 }] }, /twice/],
    ['with tensors that overlap', { ...small, tensors: [embeddings, { ...embeddings, name: 'output.weight', offset: 64 }] }, /overlaps/],
    ['without a size', without('llama.block_count'), /no "llama\.block_count"/],
    ['with no heads', withValue('llama.attention.head_count', { uint32: 0 }), /"num_attention_heads" is 0/],
    ['with a million layers', withValue('llama.block_count', { uint32: 1e6 }), /"num_hidden_layers"/],
    ['with heads that do not divide the width', withValue('llama.attention.head_count', { uint32: 3 }), /"head_dim"/],
    ['with queries that belong to no head', { ...small, tensors: [{ name: 'blk.0.attn_q.weight', shape: [32, 3], type: 8 }] }, /3 rows.*cannot belong to heads/],
  ])('%s', async (_, content, reason) => {
    await expect(openContent(ggufBytes(content))).rejects.toMatchObject({ name: 'ClozeError', code: 'model-invalid', message: expect.stringMatching(reason) as unknown });
  });

  test.each([0, 3, 7, 100, 1000, 5000, 15_000, 18_000])('cut after %i bytes', async (length) => {
    const whole = await readFile(file);
    await expect(openContent(whole.subarray(0, length))).rejects.toMatchObject({ code: 'model-invalid', message: expect.stringMatching(/cut short|no GGUF file/) as unknown });
  });
});

test.each<[string, GgufContent, RegExp]>([
  ['another architecture', withValue('general.architecture', { string: 'mamba' }), /"mamba"; from GGUF files Cloze reads .*"llama"/],
  ['the architecture of pictures', withValue('general.architecture', { string: 'clip' }), /sees pictures\. Choose the main file/],
  ['the type of an adapter', withValue('general.type', { string: 'adapter' }), /an adapter .* Merge it into its model/],
  ['a later version', { version: 4 }, /version 4/],
  ['big-endian numbers', { version: 0x03000000 }, /big-endian/],
  ['a type that Cloze does not read', withTensor({ type: 16 }), /stored as IQ2_XXS, which Cloze does not read\. Take the Q2_K or Q4_K_M file/],
  ['an unknown type', withTensor({ type: 77 }), /type number 77/],
  ['segments of no kinds, as DistilBERT has', { ...small, values: bertSizes }, /tells no segments apart.*Hugging Face folder/],
  ['experts', withValue('llama.expert_count', { uint32: 8 }), /mixture of experts/],
  ['a tensor that its architecture lacks', withTensor({ name: 'blk.0.ssm_in.weight' }), /"blk\.0\.ssm_in\.weight", which no "llama" model/],
  ['an unknown way to stretch its context', withValue('llama.rope.scaling.type', { string: 'longrope' }), /"longrope"/],
  ['partly turned heads', withValue('llama.rope.dimension_count', { uint32: 8 }), /8 of the 16/],
])('a model with %s is not supported, and told so', async (_, content, reason) => {
  await expect(openContent(ggufBytes(content))).rejects.toMatchObject({ code: 'model-unsupported', message: expect.stringMatching(reason) as unknown });
});

test.each<[string, GgufContent['values'], string, RegExp]>([
  ['of another kind', [['tokenizer.ggml.model', { string: 'rwkv' }], tokens], 'model-unsupported', /kind "rwkv"/],
  ['that cuts text in an unknown way', [['tokenizer.ggml.model', { string: 'gpt2' }], ['tokenizer.ggml.pre', { string: 'kimi-k2' }], tokens], 'model-unsupported', /"kimi-k2"/],
  ['that is missing', [], 'model-invalid', /no "tokenizer\.ggml\.model"/],
  ['without tokens', [['tokenizer.ggml.model', { string: 'gpt2' }]], 'model-invalid', /no "tokenizer\.ggml\.tokens"/],
  [
    'whose start token does not exist',
    [
      ['tokenizer.ggml.model', { string: 'gpt2' }],
      tokens,
      ['tokenizer.ggml.merges', { strings: [] }],
      ['tokenizer.ggml.bos_token_id', { uint32: 5 }],
    ],
    'model-invalid',
    /bos token is number 5 of 1/,
  ],
])('a tokenizer %s is refused with a reason', async (_, values, code, reason) => {
  const checkpoint = await openContent(ggufBytes({ ...small, values: [...sizes, ...(values ?? [])] }));
  await expect(checkpoint.tokenizerJson()).rejects.toMatchObject({ code, message: expect.stringMatching(reason) as unknown });
  await checkpoint.close();
});
