import { spawnSync } from 'node:child_process';
import { appendFile, chmod, chown, copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { closedError } from '../../../../src/backend/engineErrors.js';
import { launchEngine } from '../../../../src/backend/launchEngine.js';
import type { SharedEngine } from '../../../../src/backend/shared/sharedEngine.js';
import { systemClock } from '../../../../src/backend/systemClock.js';
import { defaultWatchdogPolicy } from '../../../../src/common/watchdog/watchdog.js';
import { CancellationSource } from '../../../../src/common/cancellation.js';
import type { EngineInit } from '../../../../src/common/methods/lifecycle.js';
import type { EngineEntry, SharedArguments } from '../../../../src/common/sharing/handshake.js';
import { smallModels, type SmallModels } from '../../../contract/smallModels.js';
import { FakeClock } from '../../../util/fakeClock.js';
import { SharedEngines } from '../../../util/sharedEngines.js';
import { codeOf, isAlive, requestTo } from '../startEngine.js';

const long = 'the harbour was quiet that morning '.repeat(400);

let models: SmallModels;
let init: EngineInit;
let engines: SharedEngines;
beforeAll(async () => {
  models = await smallModels();
  init = models.init;
});
beforeEach(async () => void (engines = await SharedEngines.open('shared-engine-for-unit')));
afterEach(() => engines.close());
afterAll(() => models.remove());

const clients = (count: number): Promise<SharedEngine[]> => Promise.all(Array.from({ length: count }, () => engines.client(init)));
const [work, complete] = [
  ({ client }: SharedEngine, token?: CancellationSource['token']) => client.engine.surprisal({ text: long, alternatives: 0 }, token),
  ({ client }: SharedEngine) => client.engine.complete(requestTo('The harbour was ')),
];
const works = ({ client }: SharedEngine): Promise<void> =>
  new Promise((resolve) => client.engine.onDidChangeStatus(({ state }) => state === 'working' && resolve()));

async function entryFile(): Promise<string> {
  const name = (await readdir(engines.folder)).find((each) => /\.\d+$/.test(each)) ?? '';
  return path.join(engines.folder, name);
}

describe('Windows share one process', () => {
  test('also where they start at the same time', async () => {
    const pids = (await clients(4)).map(({ pid }) => pid);
    expect(new Set(pids).size).toBe(1);
  });

  test('each is told how many they are', async () => {
    const [one, other] = (await clients(2)) as [SharedEngine, SharedEngine];
    await expect.poll(() => [one.sharing, other.sharing]).toEqual(Array(2).fill({ kind: 'shared', clients: 2 }));
    await other.stop(closedError());
    await expect.poll(() => one.sharing).toEqual({ kind: 'shared', clients: 1 });
  });

  test('each has its own models', async () => {
    const one = await engines.client(init);
    const other = await engines.client({ ...init, causalModel: path.join(models.folder, 'models/bert-pretraining') });
    await complete(one);
    const statuses = await Promise.all([one, other].map(({ client }) => client.engine.status()));
    expect(other.pid).toBe(one.pid);
    expect(statuses.map(({ models: [causal] }) => causal?.state)).toEqual(['ready', 'idle']);
  });

  test('each gives up its own requests, and is gone with them', async () => {
    const [one, other, gone] = (await clients(3)) as [SharedEngine, SharedEngine, SharedEngine];
    const source = new CancellationSource();
    const calls = [codeOf(work(one, source.token)), codeOf(work(gone))];
    const answered = codeOf(complete(other));
    source.cancel();
    await gone.stop(closedError());
    expect(await Promise.all(calls)).toEqual(['cancelled', 'engine-closed']);
    expect(await answered).toBe('resolved');
    await expect.poll(async () => (await other.client.engine.status()).state).toBe('ready');
  });

  test('the models of one that rests stay for the others, and go with the last', async () => {
    const [one, other] = (await clients(2)) as [SharedEngine, SharedEngine];
    await complete(one);
    await one.rest();
    await one.client.engine.status();
    expect((await other.client.engine.status()).state).toBe('ready');
    await other.rest();
    await expect.poll(async () => (await other.client.engine.status()).state).toBe('idle');
    await complete(one);
    expect((await one.client.engine.status()).state).toBe('ready');
  });

  test('a window that loads again finds its models in memory', async () => {
    const one = await engines.client(init);
    await complete(one);
    await one.stop(closedError());
    const again = await engines.client(init);
    expect(again.pid).toBe(one.pid);
    expect((await again.client.engine.status()).models[0]?.state).toBe('ready');
  });

  test('what one wants to be freed goes for all, and is loaded again', async () => {
    const [one, other] = (await clients(2)) as [SharedEngine, SharedEngine];
    await complete(one);
    await other.client.engine.unload();
    expect((await one.client.engine.status()).state).toBe('idle');
    expect(await codeOf(complete(one))).toBe('resolved');
  });

  test('it sees none of the secrets in the environment of the one that started it', async () => {
    for (const name of ['GITHUB_TOKEN', 'NODE_OPTIONS', 'HTTP_PROXY']) vi.stubEnv(name, 'a-secret');
    const one = await engines.client(init);
    vi.unstubAllEnvs();
    const environment = await readFile(`/proc/${one.pid}/environ`, 'utf8').catch(() => 'ORT_DISABLE_TELEMETRY=1');
    expect(environment).not.toContain('a-secret');
    expect(environment).toContain('ORT_DISABLE_TELEMETRY=1');
  });

  test('it goes on where the one that started it is gone, and ends soon after the last was killed', async () => {
    const program = lonelyClient({ folder: engines.folder, key: 'k', entry: 'k.1' }, engines.script);
    const starter = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
    const pid = Number(starter.stdout);
    expect(pid, starter.stderr).toBeGreaterThan(1);
    expect(isAlive(pid)).toBe(true);
    await expect.poll(() => isAlive(pid), { timeout: 60_000 }).toBe(false);
  });
});

/** A program that starts an engine, is its client, writes its number and kills itself. */
function lonelyClient(share: SharedArguments, script: string): string {
  return `
    const { mkdirSync, readFileSync } = require('node:fs');
    const share = ${JSON.stringify(share)};
    mkdirSync(share.folder, { mode: 0o700 });
    const child = require('node:child_process').fork(${JSON.stringify(script)}, ['--shared', JSON.stringify(share)], {
      detached: true, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.once('message', () => {
      const { address, clientSecret } = JSON.parse(readFileSync(share.folder + '/' + share.entry, 'utf8'));
      const socket = require('node:net').connect(address, () => socket.write(JSON.stringify({ key: share.key, secret: clientSecret, pid: process.pid }) + '\\n'));
      socket.once('data', (data) => process.stdout.write(String(JSON.parse(data).pid), () => process.kill(process.pid, 'SIGKILL')));
    });
  `;
}

describe('A crash is seen by all and handled once', () => {
  test('three windows that wait are told, and find one new process', async () => {
    const three = await clients(3);
    const begun = works(three[0] as SharedEngine);
    const calls = three.map((each) => codeOf(work(each)));
    await begun;
    const pid = three[0]?.pid ?? 0;
    process.kill(pid, 'SIGKILL');
    expect(await Promise.all(calls)).toEqual(Array(3).fill('engine-crashed'));
    expect((await Promise.all(three.map(({ ended }) => ended))).map(({ code }) => code)).toEqual(Array(3).fill('engine-crashed'));
    const next = await clients(3);
    expect(new Set(next.map((each) => each.pid)).size).toBe(1);
    expect(next[0]?.pid).not.toBe(pid);
    expect(await codeOf(complete(next[0] as SharedEngine))).toBe('resolved');
  });

  test('an end that a writer asked for ends it for all, and is no crash', async () => {
    const [one, other] = (await clients(2)) as [SharedEngine, SharedEngine];
    const pending = codeOf(work(other));
    await one.stop(closedError(), true);
    expect(await pending).toBe('engine-closed');
    expect((await other.ended).code).toBe('engine-closed');
    await expect.poll(() => isAlive(one.pid)).toBe(false);
  });

  test.skipIf(process.platform === 'win32')(
    'one that says nothing is left by the window, not killed, and the window uses its own',
    async () => {
      const clock = new FakeClock();
      const other = await engines.client(init);
      const one = await engines.join(init, () => undefined, clock);
      await one.client.initialize(init);
      process.kill(one.pid, 'SIGSTOP');
      const { askAfterMs, misses, patienceMs } = defaultWatchdogPolicy;
      await clock.advance(askAfterMs + misses * patienceMs);
      expect((await one.ended).message).toContain('silent for 30 seconds');
      const launching = launchEngine({ script: engines.script, init, shared: true }, () => undefined, clock, engines.surroundings);
      await expect.poll(() => clock.pending).toBe(1);
      await clock.advance(15_000);
      const own = await launching;
      expect(own.sharing).toEqual({ kind: 'own', reason: 'it does not answer' });
      await own.stop(closedError());
      process.kill(one.pid, 'SIGCONT');
      expect((await other.client.engine.status()).state).toBe('idle');
    },
  );

  test('a computer that slept in the middle of a request gets its answer', async () => {
    const clock = new FakeClock();
    const one = await engines.join(init, () => undefined, clock);
    await one.client.initialize(init);
    const call = codeOf(work(one));
    // What was to happen in the meantime happens late, and once.
    await clock.advance(defaultWatchdogPolicy.patienceMs);
    expect(await call).toBe('resolved');
    expect(await codeOf(complete(one))).toBe('resolved');
  });
});

describe('What must not talk does not', () => {
  test('two versions that start at the same time have an engine each', async () => {
    const newer = `${engines.script}.newer.mjs`;
    await copyFile(engines.script, newer);
    await appendFile(newer, '\n// newer');
    const join = (script?: string): Promise<SharedEngine> => engines.join(init, () => undefined, systemClock, script);
    const pids = (await Promise.all([join(), join(newer), join(), join(newer)])).map(({ pid }) => pid);
    await rm(newer);
    expect([pids[2], pids[3]]).toEqual([pids[0], pids[1]]);
    expect(pids[0]).not.toBe(pids[1]);
  });

  test.each<[string, Partial<EngineInit>]>([
    ['threads', { threads: 2 }],
    ['folders of models', { modelFolders: [] }],
    ['folder for built graphs', { cacheFolder: '/elsewhere' }],
  ])('windows with other %s have another process', async (_, change) => {
    const [one, other] = [await engines.join(init), await engines.join({ ...init, ...change })];
    expect(one.pid).not.toBe(other.pid);
  });

  const setpriv = process.getuid?.() === 0 && spawnSync('setpriv', ['--version']).status === 0;
  test.skipIf(!setpriv)('programs of another user cannot connect', async () => {
    const one = await engines.client(init);
    // Even where they know the address and the secret.
    const { address, clientSecret } = JSON.parse(await readFile(await entryFile(), 'utf8')) as EngineEntry;
    await chmod(engines.temporary, 0o755);
    const program = `
      const socket = require('node:net').connect(${JSON.stringify(address)});
      socket.on('error', ({ code }) => console.log(code));
      socket.on('connect', () => socket.end(${JSON.stringify(clientSecret)}) && console.log('connected'));`;
    const tried = (args: readonly string[]): string =>
      spawnSync('setpriv', [...args, process.execPath, '-e', program], { encoding: 'utf8', cwd: '/' }).stdout.trim();
    expect(tried(['--reuid=65534', '--regid=65534', '--clear-groups'])).toBe('EACCES');
    expect(tried(['--clear-groups'])).toBe('connected');
    expect((await one.client.engine.status()).state).toBe('idle');
  });
});

describe('What was left over or tampered with', () => {
  async function killed(): Promise<string> {
    const one = await engines.client(init);
    process.kill(one.pid, 'SIGKILL');
    await one.ended;
    return entryFile();
  }

  test.each<[string, (entry: string) => Promise<unknown>]>([
    ['a socket of a process that is gone', () => Promise.resolve()],
    ['an entry whose socket is gone', async (entry) => rm((JSON.parse(await readFile(entry, 'utf8')) as EngineEntry).address)],
    ['an entry that a full disk left empty', (entry) => writeFile(entry, '')],
    ['an entry that is no entry', (entry) => writeFile(entry, '{"address":7}')],
    ['an entry without end', (entry) => writeFile(entry, '['.repeat(100_000))],
  ])('%s is replaced', async (_, tamper) => {
    await tamper(await killed());
    const pids = (await clients(3)).map(({ pid }) => pid);
    expect(new Set(pids).size).toBe(1);
    expect((await readdir(engines.folder)).sort().map((name) => path.extname(name))).toEqual(expect.arrayContaining(['.2', '.sock']));
  });

  /** Launches an engine that is this window's own, for the reason that is returned. */
  async function reason(): Promise<{ readonly said: string; readonly log: readonly string[] }> {
    const log: string[] = [];
    const launch = { script: engines.script, init, shared: true };
    const engine = await launchEngine(launch, (level, message) => log.push(`${level}: ${message}`), systemClock, engines.surroundings);
    await engine.client.initialize(init);
    expect(await codeOf(engine.client.engine.complete(requestTo('The harbour was ')))).toBe('resolved');
    await engine.stop(closedError());
    return { said: engine.sharing.kind === 'own' ? (engine.sharing.reason ?? '') : 'shared', log };
  }

  const isRoot = process.getuid?.() === 0;
  test.skipIf(!isRoot).each<[string, string, (entry: string) => Promise<unknown>]>([
    ['an entry of another user', 'is not this user’s alone', (entry) => chown(entry, 65_534, 0)],
    ['an entry that others may read', 'is not this user’s alone', (entry) => chmod(entry, 0o644)],
    [
      'a socket of another user',
      'belongs to another user',
      async (entry) => chown((JSON.parse(await readFile(entry, 'utf8')) as EngineEntry).address, 65_534, 0),
    ],
    [
      'an entry that names a socket elsewhere',
      'is in another folder',
      async (entry) => writeFile(entry, (await readFile(entry, 'utf8')).replace(engines.folder, '/tmp')),
    ],
  ])('%s is refused, and the window uses an engine of its own', async (_, expected, tamper) => {
    await tamper(await killed());
    const { said, log } = await reason();
    expect(said).toContain(expected.replace('’', "'"));
    expect(log).toContain(`warn: Shared engine not available: ${said}. This window uses its own.`);
  });

  test('where no folder can be made, the window uses an engine of its own', async () => {
    await writeFile(engines.folder, '');
    expect((await reason()).said).toContain('is not a folder');
  });
});
