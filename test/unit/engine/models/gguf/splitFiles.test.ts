import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listModels } from '../../../../../src/engine/models/modelFolders.js';
import { openCheckpoint } from '../../../../../src/engine/models/openCheckpoint.js';
import { opened, temporaryFolder } from '../modelFolder.js';
import { ggufBytes, type GgufContent } from '../../../../../bench/gguf/ggufBytes.js';

const sizes: NonNullable<GgufContent['values']> = [
  ['general.architecture', { string: 'llama' }],
  ['llama.block_count', { uint32: 1 }],
  ['llama.context_length', { uint32: 64 }],
  ['llama.embedding_length', { uint32: 32 }],
  ['llama.feed_forward_length', { uint32: 32 }],
  ['llama.attention.head_count', { uint32: 2 }],
  ['llama.attention.layer_norm_rms_epsilon', { float32: 1e-5 }],
];
const tensorNames = ['token_embd', 'output_norm', 'blk.0.attn_norm'];

/** Part `number` of three, with one tensor of 32 values that are all its number; the first has the settings too. */
function part(number: number, claims: { readonly no?: number; readonly tensor?: string; readonly tensors?: number } = {}): Uint8Array {
  return ggufBytes({
    values: [
      ...(number === 1 ? sizes : []),
      ['split.no', { uint32: claims.no ?? number - 1 }],
      ['split.count', { uint32: 3 }],
      ['split.tensors.count', { uint32: claims.tensors ?? 3 }],
    ],
    tensors: [{ name: `${claims.tensor ?? tensorNames[number - 1] ?? ''}.weight`, shape: [32], type: 0 }],
    data: new Uint8Array(new Float32Array(32).fill(number).buffer),
  });
}

const name = (number: number): string => `story-0000${number}-of-00003.gguf`;
const whole = { [name(1)]: part(1), [name(2)]: part(2), [name(3)]: part(3) };

test.each([1, 2, 3])('a split file is read whole when part %i is named', async (number) => {
  const folder = await temporaryFolder(whole);
  const { name: modelName, config, tensors, fingerprint } = await opened(join(folder, name(number)));
  expect(modelName).toBe('story');
  expect(config).toMatchObject({ model_type: 'llama', hidden_size: 32 });
  const values = await Promise.all(
    ['model.embed_tokens.weight', 'model.norm.weight', 'model.layers.0.input_layernorm.weight'].map(
      async (tensor) => (await tensors.floats(tensor))[0],
    ),
  );
  expect(values).toEqual([1, 2, 3]);
  expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
});

test('a split file is one model in lists, and the only one of its folder', async () => {
  const folder = await temporaryFolder({ ...whole, 'mmproj-story.gguf': '' });
  expect(await listModels([folder])).toEqual([{ name: 'story', path: join(folder, name(1)) }]);
  expect((await opened(folder)).name).toBe('story');
});

test.each<[string, Readonly<Record<string, Uint8Array>>, string, RegExp]>([
  [
    'without one of its parts',
    { [name(1)]: part(1), [name(3)]: part(3) },
    name(3),
    /split into 3 files.*part 2, "story-00002-of-00003\.gguf", is missing/,
  ],
  ['without its first part', { [name(2)]: part(2), [name(3)]: part(3) }, name(2), /part 1, "story-00001-of-00003\.gguf", is missing/],
  ['under another name', { 'story.gguf': part(2) }, 'story.gguf', /one of 3 files.*"story-00001-of-00003\.gguf"/],
  ['whose parts were mixed up', { ...whole, [name(2)]: part(2, { no: 2 }) }, name(1), /does not say of itself that it is part 2 of 3/],
  [
    'with a tensor in two parts',
    { ...whole, [name(3)]: part(3, { tensor: 'token_embd' }) },
    name(1),
    /Two of its files have the tensor "token_embd\.weight"/,
  ],
  ['that lacks tensors', { ...whole, [name(1)]: part(1, { tensors: 9 }) }, name(1), /3 tensors together, not 9/],
])('a split file %s is refused with a reason', async (_, files, path, reason) => {
  const folder = await temporaryFolder(files);
  await expect(openCheckpoint(join(folder, path))).rejects.toMatchObject({
    code: 'model-invalid',
    message: expect.stringMatching(reason) as unknown,
  });
});

test('a folder with several GGUF files is refused, and its files are named', async () => {
  const folder = await temporaryFolder({ 'config.json': {}, 'b.gguf': '', 'a.gguf': '' });
  await expect(openCheckpoint(folder)).rejects.toMatchObject({
    code: 'model-invalid',
    message: expect.stringMatching(/2 GGUF files; name one of them: a\.gguf, b\.gguf/) as unknown,
  });
});

test('a GGUF file is known by its first bytes where it has another name', async () => {
  const folder = await temporaryFolder({ 'sha256-0123': ggufBytes({ values: sizes }) });
  expect((await opened(join(folder, 'sha256-0123'))).config).toMatchObject({ model_type: 'llama' });
});
