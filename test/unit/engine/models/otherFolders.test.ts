import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listModels } from '../../../../src/engine/models/modelFolders.js';
import { openCheckpoint } from '../../../../src/engine/models/openCheckpoint.js';
import { opened, smallConfig, temporaryFolder } from './modelFolder.js';
import { safetensorsBytes } from './safetensorsBytes.js';

const matrix = { dtype: 'F32', shape: [1, 2], data: Float32Array.of(1, 2) };
const weights = safetensorsBytes({ 'a.weight': matrix });
const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 1234\n';
const config = { 'config.json': smallConfig };
const quantized = (quantization_config: object): object => ({ 'config.json': { ...smallConfig, quantization_config }, 'model.safetensors': weights });

describe('what a folder holds instead of weights is said, and what to take instead', () => {
  test.each<[string, object, RegExp]>([
    ['a pickle', { ...config, 'pytorch_model.bin': 'x' }, /pickle of PyTorch.*pytorch_model\.bin.*model\.safetensors.*save_pretrained/],
    ['shards of a pickle', { ...config, 'pytorch_model-00001-of-00002.bin': 'x', 'pytorch_model.bin.index.json': {} }, /pickle/],
    ['graphs of a kind that is not run', { ...config, 'encoder_model.onnx': 'x' }, /ONNX graphs.*encoder_model\.onnx.*model\.safetensors/],
    ['several GGUF files', { ...config, 'b-q8.gguf': 'x', 'a-q4.gguf': 'x' }, /2 GGUF files; name one of them: a-q4\.gguf, b-q8\.gguf/],
    ['weights of TensorFlow', { ...config, 'tf_model.h5': 'x' }, /TensorFlow/],
    ['nothing', config, /neither model\.safetensors nor/],
    ['weights with names of their own', { ...config, 'consolidated.safetensors': safetensorsBytes({ 'tok_embeddings.weight': matrix }) }, /names of their makers' own programs/],
    ['a pointer of Git LFS', { ...config, 'model.safetensors': pointer }, /pointer of Git LFS.*git lfs pull/],
    ['a configuration that is a pointer', { 'config.json': pointer }, /pointer of Git LFS/],
    ['GPTQ', quantized({ quant_method: 'gptq', bits: 4 }), /stored by GPTQ in 4 bits.*Get the model that this one was made from/],
    ['AWQ', quantized({ quant_method: 'awq', bits: 4 }), /stored by AWQ/],
    ['nf4', quantized({ quant_method: 'bitsandbytes', load_in_4bit: true }), /stored by bitsandbytes in 4 bits/],
    ['8 bits', quantized({ quant_method: 'bitsandbytes', load_in_8bit: true }), /stored by bitsandbytes in 8 bits/],
    ['FP8', quantized({ quant_method: 'fp8' }), /stored by FP8/],
    ['a method that is not known', quantized({ quant_method: 'sparkle' }), /stored by sparkle/],
    ['no tokenizer', { ...config, 'model.safetensors': weights }, /no tokenizer: neither tokenizer\.json.*Copy these files/],
  ])('%s', async (_, files, reason) => {
    const folder = await temporaryFolder(files as Record<string, object>);
    const read = async (): Promise<unknown> => (await opened(folder)).tokenizerJson();
    await expect(read()).rejects.toThrow(reason);
  });
});

describe('weights under another name are read', () => {
  test.each(['model.fp16.safetensors', 'consolidated.safetensors'])('%s', async (name) => {
    const { tensors } = await opened(await temporaryFolder({ ...config, [name]: weights }));
    expect([...(await tensors.floats('a.weight'))]).toEqual([1, 2]);
  });

  test('shards of a variant', async () => {
    const folder = await temporaryFolder({
      ...config,
      'model.fp16-00001-of-00001.safetensors': weights,
      'model.safetensors.index.fp16.json': { weight_map: { 'a.weight': 'model.fp16-00001-of-00001.safetensors' } },
    });
    expect((await opened(folder)).tensors.names()).toEqual(['a.weight']);
  });
});

describe("a folder in the cache of the Hugging Face hub opens as the snapshot that is current", () => {
  async function cached(snapshots: readonly string[], main?: string): Promise<string> {
    const root = join(await temporaryFolder(), 'models--org--tale');
    for (const name of ['snapshots', 'refs', 'blobs']) await mkdir(join(root, name), { recursive: true });
    if (main !== undefined) await writeFile(join(root, 'refs', 'main'), main);
    for (const snapshot of snapshots) {
      await mkdir(join(root, 'snapshots', snapshot));
      await writeFile(join(root, 'snapshots', snapshot, 'config.json'), JSON.stringify({ ...smallConfig, vocab_size: 100 + snapshot.length }));
      await writeFile(join(root, 'snapshots', snapshot, 'model.safetensors'), weights);
    }
    return root;
  }

  test.each([
    ['the one that refs/main names', ['a', 'bb'], 'bb\n', 102],
    ['the only one', ['a'], undefined, 101],
  ])('%s', async (_, snapshots, main, vocabulary) => {
    const root = await cached(snapshots, main);
    const checkpoint = await opened(root);
    expect(checkpoint.name).toBe('tale');
    expect(checkpoint.config['vocab_size']).toBe(vocabulary);
    expect(await listModels([join(root, '..')])).toEqual([{ name: 'models--org--tale', path: root }]);
  });

  test.each([
    ['none was downloaded', [], /nothing was downloaded/],
    ['none of several is marked', ['a', 'b'], /choose one in .*snapshots/],
  ])('where %s, it says so', async (_, snapshots, reason) => {
    await expect(openCheckpoint(await cached(snapshots))).rejects.toThrow(reason);
  });
});
