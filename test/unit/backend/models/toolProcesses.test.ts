import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ToolProcesses } from '../../../../src/backend/models/toolProcesses.js';
import { CancellationSource, neverCancelled } from '../../../../src/common/cancellation.js';
import { isCancelled } from '../../../../src/common/clozeError.js';
import { ModelStore } from '../../../../src/sessions/models/modelStore.js';
import { besidePackages, bundledScript } from '../../../util/bundledScript.js';
import { LocalHub } from '../../../util/localHub.js';
import { content, weights } from '../../store/pulls.js';

let script: string;
beforeAll(async () => {
  script = await bundledScript('src/cli/main.ts', besidePackages, `models-tool-${process.pid}`);
});
afterAll(() => rm(script));

let hub: LocalHub;
let home: string;
let processes: ToolProcesses;
beforeEach(async () => {
  hub = await LocalHub.start();
  hub.repositories.set('writer/tiny', {
    files: { 'config.json': '{"model_type":"llama"}', 'tokenizer.json': '{}', 'model.safetensors': weights, 'LICENSE': content(10) },
  });
  home = await mkdtemp(path.join(tmpdir(), 'cloze-tool-'));
  processes = new ToolProcesses(script);
});
afterEach(async () => {
  processes.dispose();
  await hub.stop();
  await rm(home, { recursive: true });
});

const storeWith = (changes: Record<string, string> = {}): ModelStore => {
  const environment = { PATH: process.env['PATH'] ?? '', HOME: home, USERPROFILE: home, HF_ENDPOINT: hub.endpoint, ...changes };
  return new ModelStore((run) => processes.run({ ...run, environment }));
};

const blobs = (): string => path.join(home, '.cache/huggingface/hub/models--writer--tiny/blobs');

describe('A download in a process of its own', () => {
  test('tells its progress and what came of it', async () => {
    const told: string[] = [];
    const pulled = await storeWith().pull('writer/tiny', ({ kind }) => told.push(kind), neverCancelled);
    expect(pulled.name).toBe('writer/tiny');
    expect(told[0]).toBe('files');
    expect(told.at(-1)).toBe('bytes');
  });

  test('that is cancelled keeps what has arrived, and the next one goes on from there', async () => {
    let held = 0;
    // The server stops in the middle until it is asked again.
    hub.faults = [
      (request, response, body) => {
        if (!request.url?.startsWith('/stored/') || body === undefined || request.headers.range?.startsWith('bytes=0-') === false || held > 0) return false;
        held++;
        response.writeHead(200, { 'content-length': body.length }).write(body.subarray(0, 1_000_000));
        return true;
      },
    ];
    const source = new CancellationSource();
    const stopAtHalf = storeWith().pull('writer/tiny', (told) => told.kind === 'bytes' && told.arrived >= 1_000_000 && source.cancel(), source.token);
    await expect(stopAtHalf.catch((error: unknown) => isCancelled(error))).resolves.toBe(true);
    const [partial = ''] = (await readdir(blobs())).filter((name) => name.endsWith('.incomplete'));
    expect((await stat(path.join(blobs(), partial))).size).toBe(1_000_000);
    hub.seen.length = 0;
    await storeWith().pull('writer/tiny', () => undefined, neverCancelled);
    expect(hub.contents.filter((line) => line.includes('bytes='))).toContainEqual(expect.stringContaining('bytes=1000000-'));
  });

  test.each(['off', 'ask'])('with the network %s', async (mode) => {
    const pull = storeWith({ CLOZE_NETWORK: mode }).pull('writer/tiny', () => undefined, neverCancelled);
    if (mode === 'ask') await pull;
    else await expect(pull).rejects.toMatchObject({ detail: { code: 'network' } });
    expect(hub.seen.length > 0).toBe(mode === 'ask');
  });

  test('has the token in its environment, and shows it to the hub alone', async () => {
    await storeWith({ HF_TOKEN: 'hf_secret' }).pull('writer/tiny', () => undefined, neverCancelled);
    const shown = hub.seen.filter(({ headers }) => headers.authorization === 'Bearer hf_secret').map(({ host }) => host);
    expect(new Set(shown)).toEqual(new Set(['hub']));
    expect(hub.seen.some(({ url }) => url.includes('hf_secret'))).toBe(false);
  });

  test('whose server shows a certificate of its own is possible where the editor does not check it', async () => {
    const secure = await LocalHub.start({ secure: true });
    secure.repositories.set('writer/tiny', { files: hub.repositories.get('writer/tiny')?.files ?? {} });
    const to = (more: Record<string, string>): Promise<unknown> =>
      storeWith({ HF_ENDPOINT: secure.endpoint, ...more }).pull('writer/tiny', () => undefined, neverCancelled);
    try {
      await expect(to({})).rejects.toThrow(/certificate of localhost:\d+ is not trusted/);
      await to({ NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    } finally {
      await secure.stop();
    }
  });

  test('by two windows at the same time is made once', async () => {
    const requests = (): number => hub.contents.filter((line) => line.startsWith('store model.safetensors') || line.includes('tiny/model.safetensors')).length;
    await Promise.all([1, 2].map(() => storeWith().pull('writer/tiny', () => undefined, neverCancelled)));
    const both = requests();
    await rm(path.join(home, '.cache'), { recursive: true });
    hub.seen.length = 0;
    await storeWith().pull('writer/tiny', () => undefined, neverCancelled);
    expect(both).toBe(requests());
  });
});

test('A process that cannot start says so', async () => {
  const broken = new ToolProcesses(path.join(home, 'nothing.mjs'));
  const store = new ModelStore((run) => broken.run({ ...run, environment: {} }));
  await expect(store.list(neverCancelled)).rejects.toMatchObject({ detail: { code: 'internal', action: 'show-log' } });
});

test.each(['off', 'ask'])('With the network %s, names are looked up and connections opened: %s', async (mode) => {
  const watcher = path.join(home, 'watch.cjs');
  await writeFile(watcher, watchConnections);
  const environment = { HOME: home, USERPROFILE: home, HF_ENDPOINT: hub.endpoint, CLOZE_NETWORK: mode, NODE_OPTIONS: `--require ${watcher}` };
  const opened: string[] = [];
  const onLine = (line: string): void => {
    if (line.startsWith('opened ')) opened.push(line);
  };
  const store = new ModelStore((run) => processes.run({ ...run, environment, onLine }));
  await store.search('tiny', neverCancelled).catch(() => undefined);
  await store.pull('writer/tiny', () => undefined, neverCancelled).catch(() => undefined);
  await store.recommended(neverCancelled);
  await store.list(neverCancelled);
  expect(opened).toEqual(mode === 'off' ? [] : expect.arrayContaining(['opened TCPWRAP']));
});

/** A script that tells each look-up and each connection of the process that it is loaded into. */
const watchConnections = `
const hook = require('node:async_hooks').createHook({
  init: (_, type) => /TCP|GETADDRINFO|QUERY|UDP/.test(type) && require('node:fs').writeSync(2, 'opened ' + type + '\\n'),
});
hook.enable();
`;
