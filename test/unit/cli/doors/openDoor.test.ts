import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { DoorOptions } from '../../../../src/cli/doors/door.js';
import { doorNames } from '../../../../src/cli/doors/door.js';
import { clozeWith } from '../commands/clozeWith.js';
import { TestTerminal } from '../testTerminal.js';

interface Opened {
  readonly code: number;
  readonly messages: string;
  /** What the door was opened with; undefined where it was not. */
  readonly options: DoorOptions | undefined;
}

async function open(words: readonly string[], env: Record<string, string> = {}): Promise<Opened> {
  const terminal = new TestTerminal();
  Object.assign(terminal.env, env);
  let options: DoorOptions | undefined;
  terminal.openDoor = () => Promise.resolve({ serve: (given) => Promise.resolve(void (options = given)).then(() => 0) });
  const { code, messages } = await clozeWith({}, words, terminal);
  return { code, messages, options };
}

test.each(doorNames)('cloze %s serves with the embedded models and an engine that others may use', async (door) => {
  const { code, options } = await open([door]);
  expect(code).toBe(0);
  expect(options).toMatchObject({ shared: true, init: { causalModel: 'smollm2-135m-instruct', device: 'auto', threads: 0 }, folders: [] });
  expect(options?.server).toBeUndefined();
  expect(options?.cancel?.isCancellationRequested).toBe(false);
});

test.each(doorNames)('cloze %s takes a server to continue texts, with its key and proxies, and nothing of an account', async (door) => {
  const env = { CLOZE_SERVER_KEY: 'secret', HTTPS_PROXY: 'http://proxy', HF_TOKEN: 'hf_mine', AWS_SECRET: 'x' };
  const { options } = await open([door, '--server', 'http://localhost:8000', '--server-model', 'big', '--own-engine'], env);
  expect(options?.shared).toBe(false);
  expect(options?.server).toEqual({
    script: path.join(process.cwd(), 'dist', 'remote.js'),
    choice: { url: 'http://localhost:8000', key: 'secret', model: 'big' },
    environment: { HTTPS_PROXY: 'http://proxy', CLOZE_NETWORK: 'on' },
  });
});

test('A door asks no server where the network is switched off', async () => {
  const { options } = await open(['mcp', '--server', 'http://localhost:8000'], { CLOZE_NETWORK: 'off' });
  expect(options?.server?.environment).toEqual({ CLOZE_NETWORK: 'off' });
});

test.each(doorNames)('cloze %s does not start without what was learned into a folder that is named', async (door) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'cloze-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const missing = await open([door, '--learned', folder]);
  expect([missing.code, missing.options]).toEqual([2, undefined]);
  expect(missing.messages).toContain(`Nothing was learned in ${folder}. Learn into it first: cloze learn`);
  await writeFile(path.join(folder, 'learned.cloze'), 'no such file');
  expect((await open([door, '--learned', folder])).messages).toContain('is damaged. Learn it again');
});
