import { describe, expect, test } from 'vitest';
import { networkMode } from '../../../src/network/networkMode.js';
import { retryAfter } from '../../../src/store/hub/statusFailure.js';
import { waitBefore } from '../../../src/network/retry.js';
import { TransferRate } from '../../../src/store/download/transferRate.js';
import { megabytes } from '../../../src/common/megabytes.js';
import { chooseFiles } from '../../../src/store/hub/fileChoice.js';
import { hubSite } from '../../../src/store/hub/hubSite.js';
import { parseReference } from '../../../src/store/hub/modelReference.js';
import { architectureIn } from '../../../src/store/hub/ggufArchitecture.js';
import type { Repository } from '../../../src/store/hub/repository.js';

function repository(...paths: string[]): Repository {
  const files = paths.map((path) => ({ path, bytes: 1, hash: '0', hashKind: 'git' as const }));
  return { name: 'a/b', commit: '', gated: false, files };
}

/** @param indexed the files that the index names */
async function chosen(paths: string[], quantization?: string, indexed: readonly string[] = []): Promise<string[]> {
  const { first, weights } = chooseFiles(repository(...paths), quantization);
  const index = JSON.stringify({ weight_map: Object.fromEntries(indexed.map((file, tensor) => [`tensor${tensor}`, file])) });
  return [...first, ...(await weights(() => Promise.resolve(index)))].map(({ path }) => path);
}

const config = ['config.json', 'tokenizer.json'];
const split = (quantization: string, parts: number): string[] =>
  Array.from({ length: parts }, (_, index) => `m-${quantization}-0000${index + 1}-of-0000${parts}.gguf`);

describe('The files of a model', () => {
  test.each<[string, string[], string | undefined, string[]]>([
    [
      'safetensors before others',
      ['pytorch_model.bin', 'm-Q8_0.gguf', 'model.safetensors', ...config],
      undefined,
      [...config, 'model.safetensors'],
    ],
    ['a GGUF file where it is asked for', ['m-Q8_0.gguf', 'model.safetensors', ...config], 'Q8_0', ['m-Q8_0.gguf']],
    [
      'four bits where nothing is said',
      ['m.Q2_K.gguf', 'm.Q8_0.gguf', 'm.Q4_K_M.gguf', 'mmproj-Q4_K_M.gguf'],
      undefined,
      ['m.Q4_K_M.gguf'],
    ],
    ['the only GGUF file', ['novel.gguf', 'LICENSE'], undefined, ['LICENSE', 'novel.gguf']],
    ['all parts of a split one', [...split('Q4_K_M', 2)].reverse(), 'Q4_K_M', split('Q4_K_M', 2)],
  ])('%s', async (_, paths, quantization, files) => {
    expect(await chosen(paths, quantization)).toEqual(files);
  });

  const parts = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors', 'scales.safetensors'];
  const withIndex = ['consolidated.safetensors', 'model.safetensors.index.json', ...parts, ...config];

  test('the index and what it names, whatever that is called', async () => {
    const named = ['scales.safetensors', ...parts, ...parts];
    expect(await chosen(withIndex, undefined, named)).toEqual([...config, 'model.safetensors.index.json', ...parts]);
  });

  test.each([
    ['a file that is not there', ['model-00003-of-00003.safetensors']],
    ['a file outside of the folder', ['../../evil.safetensors']],
    ['no weights', ['config.json']],
  ])('an index that names %s', async (_, named) => {
    await expect(chosen(withIndex, undefined, named)).rejects.toThrow(/names ".*", which it does not have/);
  });

  test.each<[string[], string | undefined, RegExp]>([
    [[...config, 'pytorch_model.bin'], undefined, /a format that can run programs/],
    [[...config, 'adapter_config.json', 'adapter_model.safetensors'], undefined, /It is an adapter/],
    [['model.safetensors'], undefined, /no config\.json/],
    [['model.safetensors', 'config.json', 'vocab.json'], undefined, /no tokenizer/],
    [['README.md'], undefined, /no weights that Cloze reads/],
    [['m-Q8_0.gguf', 'm-Q4_0.gguf'], 'Q5_K_M', /There are Q8_0, Q4_0; choose one/],
    [[...config, 'model.safetensors'], 'Q4_0', /has no GGUF files/],
    [split('Q4_0', 3).slice(1), undefined, /no whole GGUF file/],
  ])('%j of which none can be used', async (paths, quantization, message) => {
    await expect(chosen(paths, quantization)).rejects.toThrow(message);
  });
});

test.each([
  ['gpt2', { repository: 'gpt2', revision: 'main' }],
  ['a/b:q4_k_m', { repository: 'a/b', quantization: 'Q4_K_M', revision: 'main' }],
  ['a/b@refs/pr/3', { repository: 'a/b', revision: 'refs/pr/3' }],
  ['https://huggingface.co/a/b', { repository: 'a/b', revision: 'main' }],
])('%s names a model', (text, reference) => {
  expect(parseReference(text)).toEqual(reference);
});

test.each(['', '../b', 'a/../b', 'a/b/c', 'a--b/c', 'a/b@../x', '/a', 'a\\b', 'a/b:', 'http://evil/a/b'])('%j names none', (text) => {
  expect(() => parseReference(text)).toThrow(/is no name of a model/);
});

test.each([
  [{}, 'ask'],
  [{ CLOZE_NETWORK: 'ON' }, 'on'],
  [{ CLOZE_NETWORK: 'off' }, 'off'],
  [{ HF_HUB_OFFLINE: '0' }, 'ask'],
])('%j means %s', (environment, mode) => {
  expect(networkMode(environment)).toBe(mode);
});

test('A hub is named without a slash at its end, and has to be an address', () => {
  expect(hubSite({ HF_ENDPOINT: 'https://mirror.example/' })).toEqual({ endpoint: 'https://mirror.example' });
  expect(() => hubSite({ HF_ENDPOINT: 'mirror' })).toThrow(/must be an address/);
});

test.each([
  ['7', 7000],
  ['Thu, 01 Jan 1970 00:01:00 GMT', 60_000],
  ['Thu, 01 Jan 1969 00:00:00 GMT', 0],
  ['soon', undefined],
  [undefined, undefined],
])('Retry-After %j', (header, wait) => {
  expect(retryAfter(header, 0)).toBe(wait);
});

test('Waits grow, and no longer than half a minute and half of that', () => {
  expect([1, 2, 3, 9].map((tries) => waitBefore(tries, undefined, 1))).toEqual([1500, 3000, 6000, 45_000]);
});

test('A rate is that of the last ten seconds', () => {
  const rate = new TransferRate();
  expect(rate.bytesPerSecond()).toBeUndefined();
  for (let second = 0; second <= 30; second++) rate.add(second < 15 ? second * 1000 : 15_000, second * 1000);
  expect(rate.bytesPerSecond()).toBe(0);
});

test.each([
  [999, '1 kB'],
  [723_000_000, '723 MB'],
  [3_420_000_000, '3.4 GB'],
])('%i bytes are %s', (bytes, text) => {
  expect(megabytes(bytes)).toBe(text);
});

test('The architecture of a GGUF file stands in its first bytes', () => {
  const header = Buffer.alloc(200);
  header.write('GGUF', 0);
  header.writeBigUInt64LE(20n, 24);
  header.write('general.architecture', 32);
  header.writeUInt32LE(8, 52);
  header.writeBigUInt64LE(5n, 56);
  header.write('llama', 64);
  expect(architectureIn(header)).toBe('llama');
  for (let bytes = 0; bytes < 69; bytes++) expect(architectureIn(header.subarray(0, bytes))).toBeUndefined();
});
