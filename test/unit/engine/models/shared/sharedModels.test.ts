import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findModel } from '../../../../../src/engine/models/modelFolders.js';
import { openCheckpoint } from '../../../../../src/engine/models/openCheckpoint.js';
import { listSharedModels } from '../../../../../src/engine/models/shared/sharedModels.js';

const commit = 'a'.repeat(40);
const digest = 'b'.repeat(64);
const golden = path.join('test', 'data', 'golden', 'gpt2');

let home: string;
let environment: Record<string, string>;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'cloze-home-'));
  environment = { HOME: home, USERPROFILE: home, OLLAMA_MODELS: path.join(home, 'ollama') };
});
afterEach(() => rm(home, { recursive: true }));

async function put(file: string, content = ''): Promise<string> {
  const place = path.join(home, ...file.split('/'));
  await mkdir(path.dirname(place), { recursive: true });
  await writeFile(place, content);
  return place;
}

const hub = '.cache/huggingface/hub';

async function names(): Promise<string[]> {
  return (await listSharedModels(environment)).map(({ name }) => name);
}

describe('A model that is in the cache of the Hugging Face tools', () => {
  test('is found by its name, with its owner or without, and opens', async () => {
    const snapshot = path.join(home, hub, 'models--writer--Tiny', 'snapshots', commit);
    await mkdir(path.dirname(snapshot), { recursive: true });
    await cp(golden, snapshot, { recursive: true });
    await put(`${hub}/models--writer--Tiny/refs/main`, commit);
    for (const name of ['writer/Tiny', 'writer/tiny', 'Tiny', 'tiny']) {
      expect(await findModel(name, [], environment)).toBe(snapshot);
    }
    await (await openCheckpoint(snapshot)).close();
    await expect(findModel('writer/Tiny', [])).rejects.toMatchObject({ code: 'model-not-found' });
  });

  test('is found in a folder that the user names, too', async () => {
    await put('cache/models--writer--tiny/refs/main', commit);
    await put(`cache/models--writer--tiny/snapshots/${commit}/config.json`);
    await put(`cache/models--writer--tiny/snapshots/${commit}/model.safetensors`);
    expect(await findModel('writer/tiny', [path.join(home, 'cache')])).toBe(path.join(home, 'cache', 'models--writer--tiny'));
  });

  test.each<[string, string[], string[]]>([
    ['with one GGUF file', ['m-Q8_0.gguf'], ['writer/tiny', 'writer/tiny:Q8_0']],
    ['with two', ['m.Q4_K_M.gguf', 'm.Q8_0.gguf'], ['writer/tiny:Q4_K_M', 'writer/tiny:Q8_0']],
    ['with its configuration only', ['config.json'], []],
    ['with a part of its weights', ['config.json', 'model-00001-of-00002.safetensors'], []],
    ['with all of them', ['config.json', 'model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors'], ['writer/tiny']],
  ])('%s', async (_, files, found) => {
    for (const file of files) await put(`${hub}/models--writer--tiny/snapshots/${commit}/${file}`);
    expect(await names()).toEqual(found);
  });

  test('whose weights are no longer there is none', async () => {
    await put(`${hub}/models--writer--tiny/snapshots/${commit}/config.json`);
    await symlink('../../blobs/gone', path.join(home, hub, 'models--writer--tiny', 'snapshots', commit, 'model.safetensors'));
    expect(await names()).toEqual([]);
  });

  test.each<[Record<string, string>, string]>([
    [{ HF_HUB_CACHE: 'x' }, 'x'],
    [{ HF_HOME: 'x' }, 'x/hub'],
    [{ XDG_CACHE_HOME: 'x' }, 'x/huggingface/hub'],
  ])('is looked for where %j says', async (variables, folder) => {
    await put(`${folder}/models--gpt2/snapshots/${commit}/config.json`);
    await put(`${folder}/models--gpt2/snapshots/${commit}/model.safetensors`);
    for (const [name, value] of Object.entries(variables)) environment[name] = path.join(home, value);
    expect(await names()).toEqual(['gpt2']);
  });
});

describe('A model of Ollama', () => {
  const manifest = (hash: string): string =>
    JSON.stringify({ layers: [{ mediaType: 'application/vnd.ollama.image.license' }, { mediaType: 'application/vnd.ollama.image.model', digest: hash }] });

  test('is found by the names that ollama knows, and is known as a GGUF file without its ending', async () => {
    const blob = await put(`ollama/blobs/sha256-${digest}`, 'GGUF');
    await put('ollama/manifests/registry.ollama.ai/library/smollm2/latest', manifest(`sha256:${digest}`));
    await put('ollama/manifests/registry.ollama.ai/writer/novel/1b', manifest(`sha256:${digest}`));
    expect(await names()).toEqual(['smollm2:latest', 'smollm2', 'writer/novel:1b']);
    expect(await findModel('smollm2', [], environment)).toBe(blob);
    await expect(openCheckpoint(blob)).rejects.not.toMatchObject({ message: expect.stringContaining('neither a folder nor') as string });
  });

  test.each(['', '{', '{"layers":7}', manifest('sha256:../../secret'), manifest(`sha256:${'c'.repeat(64)}`)])(
    'with the manifest %j is none',
    async (content) => {
      await put('ollama/manifests/registry.ollama.ai/library/smollm2/latest', content);
      expect(await names()).toEqual([]);
    },
  );
});

test('A GGUF file of LM Studio is found by owner, name and quantization', async () => {
  const file = await put('.lmstudio/models/writer/novel/novel-Q4_K_M.gguf');
  await put('.lmstudio/models/writer/novel/mmproj-F16.gguf');
  expect(await names()).toEqual(['writer/novel:Q4_K_M']);
  expect(await findModel('novel:q4_k_m', [], environment)).toBe(file);
});

test('A name of two owners is no name', async () => {
  for (const owner of ['a', 'b']) await put(`.lmstudio/models/${owner}/novel/x.gguf`);
  await expect(findModel('novel', [], environment)).rejects.toMatchObject({ code: 'model-not-found' });
  await expect(findModel('c/novel', [], environment)).rejects.toMatchObject({
    message: expect.stringContaining('To download it: cloze models pull c/novel') as string,
  });
});
