import { readFile, readdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commands } from '../../../../src/cli/commands/all.js';
import { sentence } from '../../../../src/cli/commands/modelsPull.js';
import { run } from '../../../../src/cli/run.js';
import { tinyTokenizer } from '../../../util/tinyTokenizer.js';
import { LocalHub } from '../../../util/localHub.js';
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
    expect(listed).toContainEqual({ name: 'writer/tiny', path: pulled.json['path'], type: 'gpt2', graphs: 'own' });

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
      expect((await cloze(words)).code).toBe(0);
    } finally {
      delete process.env['HF_HUB_CACHE'];
    }
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

test.each([
  [{ kind: 'waiting' } as const, 'Another process downloads this model; waiting for it.'],
  [{ kind: 'files', bytes: 3e9, toDownload: 1e9 } as const, '1.0 GB to download'],
  [{ kind: 'bytes', arrived: 1e8, total: 3e8 } as const, '100 MB of 300 MB'],
  [{ kind: 'bytes', arrived: 1e8, total: 3e8, bytesPerSecond: 1e7 } as const, '100 MB of 300 MB, 10 MB/s, 21 s left'],
])('Progress %j is told as %j', (progress, text) => {
  expect(sentence(progress)).toBe(text);
});
