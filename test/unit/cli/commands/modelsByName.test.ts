import { readFile, readdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commands } from '../../../../src/cli/commands/all.js';
import { run } from '../../../../src/cli/run.js';
import { createEngine } from '../../../../src/engine/engine.js';
import { speedRequest } from '../../../../src/sessions/models/speedRequest.js';
import { tinyTokenizer } from '../../../util/tinyTokenizer.js';
import { LocalHub, type LocalRepository } from '../../../util/localHub.js';
import { TestTerminal } from '../testTerminal.js';

const golden = path.join('test', 'data', 'golden', 'gpt2');

let hub: LocalHub;
let home: string;
beforeEach(async () => {
  hub = await LocalHub.start();
  home = await mkdtemp(path.join(tmpdir(), 'cloze-home-'));
  const names = await readdir(golden);
  const files: [string, Uint8Array][] = await Promise.all(
    names.filter((name) => /^model|^config/.test(name)).map(async (name) => [name, await readFile(path.join(golden, name))]),
  );
  hub.repositories.set('writer/tiny', {
    files: { ...Object.fromEntries(files), 'tokenizer.json': JSON.stringify(tinyTokenizer), 'tokenizer_config.json': '{}' },
  });
});
afterEach(async () => {
  await hub.stop();
  await rm(home, { recursive: true });
});

interface Ran {
  readonly code: number;
  readonly json: Record<string, unknown>;
  readonly messages: string;
}

async function cloze(words: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  const terminal = new TestTerminal();
  terminal.input = Buffer.from('The');
  Object.assign(terminal.env, { HOME: home, USERPROFILE: home, HF_ENDPOINT: hub.endpoint, ...env });
  const code = await run([...words, '--json'], commands, terminal);
  return { code, json: JSON.parse(terminal.output) as Record<string, unknown>, messages: terminal.messages };
}

describe('A model by its name', () => {
  test('is pulled, listed, used, verified and removed', async () => {
    const pulled = await cloze(['models', 'pull', 'writer/tiny', '--progress']);
    expect(pulled).toMatchObject({ code: 0, json: { name: 'writer/tiny', commit: hub.commitOf('writer/tiny') } });
    expect(pulled.messages).toContain('"kind":"files"');
    const listed = (await cloze(['models', 'list'])).json;
    expect(listed).toContainEqual({
      name: 'writer/tiny',
      path: pulled.json['path'],
      type: 'gpt2',
      graphs: 'own',
      jobs: ['completion'],
      owner: 'hub',
      bytes: expect.any(Number) as number,
      fits: true,
    });

    expect((await cloze(['models', 'use', 'tiny'])).json).toEqual({ completion: 'writer/tiny', words: null, rewriting: null });
    expect((await cloze(['models', 'use'])).json).toEqual({ completion: 'writer/tiny', words: null, rewriting: null });

    expect(await cloze(['models', 'verify', 'writer/tiny'])).toMatchObject({
      code: 0,
      json: { files: expect.arrayContaining([{ path: 'model.safetensors', state: 'intact' }]) as unknown },
    });
    await writeFile(path.join(String(pulled.json['path']), 'model.safetensors'), 'x');
    expect(await cloze(['models', 'verify', 'writer/tiny'])).toMatchObject({
      code: 1,
      json: { files: expect.arrayContaining([{ path: 'model.safetensors', state: 'damaged' }]) as unknown },
    });

    expect((await cloze(['models', 'remove', 'writer/tiny'])).code).toBe(0);
    expect((await cloze(['models', 'use'])).json).toEqual({ completion: null, words: null, rewriting: null });
    expect(await cloze(['models', 'remove', 'writer/tiny'])).toMatchObject({ code: 2, json: { error: { code: 'model-not-found' } } });
    expect(await cloze(['models', 'verify', 'writer/tiny'])).toMatchObject({ code: 2 });
  });

  test('that is not a model of the job is not used for it', async () => {
    await cloze(['models', 'pull', 'writer/tiny']);
    expect((await cloze(['models', 'use', 'writer/tiny', '--for', 'rewriting'])).json).toMatchObject({ rewriting: 'writer/tiny' });
    expect(await cloze(['models', 'use', 'writer/tiny', '--for', 'words'])).toMatchObject({
      code: 2,
      json: { error: { code: 'model-unsupported' } },
    });
    expect(await cloze(['models', 'use', 'nothing'])).toMatchObject({ code: 2, json: { error: { code: 'model-not-found' } } });
  });

  test('gives way to the embedded one again', async () => {
    await cloze(['models', 'pull', 'writer/tiny']);
    await cloze(['models', 'use', 'writer/tiny']);
    expect((await cloze(['models', 'use', 'embedded'])).json).toEqual({ completion: null, words: null, rewriting: null });
  });

  test('writes, once it is chosen, where it lies', async () => {
    await cloze(['models', 'pull', 'writer/tiny']);
    const words = ['complete', '-', '--model', 'writer/tiny', '--cache', path.join(home, 'graphs')];
    expect(await cloze(words)).toMatchObject({
      code: 2,
      json: { error: { message: expect.stringContaining('cloze models pull writer/tiny') as string } },
    });
    process.env['HF_HUB_CACHE'] = path.join(home, '.cache', 'huggingface', 'hub');
    try {
      const { code, json } = await cloze(words);
      expect(code).toBe(0);
      expect(JSON.stringify(json)).toContain('"model":"writer/tiny"');
    } finally {
      delete process.env['HF_HUB_CACHE'];
    }
  });
});

test('A model that is removed while an engine uses it writes on, and is missed with one sentence when it is loaded again', async () => {
  const { json } = await cloze(['models', 'pull', 'writer/tiny']);
  const cache = path.join(home, '.cache', 'huggingface', 'hub');
  process.env['HF_HUB_CACHE'] = cache;
  const init = {
    modelFolders: [cache],
    cacheFolder: path.join(home, 'graphs'),
    causalModel: 'writer/tiny',
    device: 'cpu',
    threads: 1,
  } as const;
  const engine = createEngine(init, { log: () => undefined, now: () => performance.now() });
  try {
    await engine.complete(speedRequest(0));
    expect((await cloze(['models', 'remove', 'writer/tiny'])).json).toMatchObject({ name: 'writer/tiny' });
    expect(String(json['path'])).toContain('models--writer--tiny');
    await expect(engine.complete(speedRequest(1))).resolves.toHaveProperty('candidates');
    await engine.unload();
    await expect(engine.complete(speedRequest(2))).rejects.toMatchObject({
      code: 'model-not-found',
      message: expect.stringContaining('To download it: cloze models pull writer/tiny') as string,
    });
  } finally {
    await engine.dispose();
    delete process.env['HF_HUB_CACHE'];
  }
});

describe('Before a model is pulled', () => {
  const tiny = (): LocalRepository => hub.repositories.get('writer/tiny') ?? { files: {} };

  test('its size, license and memory are told, and nothing is written', async () => {
    hub.repositories.set('writer/tiny', { ...tiny(), license: 'mit' });
    const { code, json } = await cloze(['models', 'pull', 'writer/tiny', '--dry-run']);
    expect(code).toBe(0);
    const bytes = (tiny().files['model.safetensors'] ?? '').length;
    expect(json).toMatchObject({
      name: 'writer/tiny',
      license: 'mit',
      gated: false,
      jobs: ['completion'],
      bytes,
      toDownload: bytes,
      fits: true,
    });
    expect(hub.contents.filter((line) => line.includes('safetensors'))).toEqual([]);
    expect(await readdir(home)).toEqual([]);
  });

  test('one that Cloze cannot use is refused', async () => {
    hub.repositories.set('writer/tiny', { files: { ...tiny().files, 'config.json': '{"model_type":"mamba"}' } });
    expect(await cloze(['models', 'pull', 'writer/tiny', '--dry-run'])).toMatchObject({
      code: 2,
      json: { error: { code: 'model-unsupported', action: 'choose-model' } },
    });
  });

  test('the page where a gated one is asked for is named, for programs too', async () => {
    hub.repositories.set('writer/tiny', { ...tiny(), token: 'hf_right', gated: true });
    const { json } = await cloze(['models', 'pull', 'writer/tiny'], { HF_TOKEN: 'hf_wrong' });
    expect(json['error']).toMatchObject({ code: 'network', page: `${hub.endpoint}/writer/tiny` });
    expect(JSON.stringify(json)).not.toContain('hf_wrong');
  });
});

describe('A search', () => {
  test('tells what Cloze recommends, then what else the hub has', async () => {
    const { json } = await cloze(['models', 'search', 'tiny']);
    expect(json['hub']).toEqual([{ name: 'writer/tiny', downloads: 7, gated: false, task: 'text-generation' }]);
    expect((await cloze(['models', 'search', 'SmolLM2'])).json['catalogue']).not.toEqual([]);
  });

  test.each([{ CLOZE_NETWORK: 'off' }, {}])('asks no server without words or with %j', async (env) => {
    const { json } = await cloze(['models', 'search', ...('CLOZE_NETWORK' in env ? ['gpt2'] : [])], env);
    expect(json['hub']).toEqual([]);
    expect(hub.seen).toEqual([]);
  });
});

test('Nothing is pulled where the network is switched off', async () => {
  expect(await cloze(['models', 'pull', 'writer/tiny'], { CLOZE_NETWORK: 'off' })).toMatchObject({
    code: 3,
    json: { error: { code: 'network' } },
  });
  expect(hub.seen).toEqual([]);
});
