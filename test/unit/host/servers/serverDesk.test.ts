import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type * as vscode from 'vscode';
import type { Completions } from '../../../../src/backend/servers/completionsWithServers.js';
import type { Writing } from '../../../../src/backend/servers/writingWithServers.js';
import type { CompleteRequest } from '../../../../src/common/methods/completion.js';
import type { WriteRequest } from '../../../../src/common/methods/writing.js';
import { storageKeys } from '../../../../src/host/ids.js';
import { secretKeyOf, ServerDesk, urlsIn } from '../../../../src/host/servers/serverDesk.js';
import { memento } from '../../../util/editor/memento.js';
import { values } from '../../../util/editor/values.js';
import { type MemoryWindow, openWindow } from '../../../util/editor/memoryWindow.js';
import { FakeClock } from '../../../util/fakeClock.js';

let window: MemoryWindow;
let workspace: ReturnType<typeof memento>;
let secrets: Map<string, string>;
let desk: ServerDesk;
let completions: Completions & Writing;
let asked: number;
let written: number;

const request: CompleteRequest = {
  context: { headings: ['Part one'], before: 'The private end of a text', after: '' },
  maxTokens: 4,
  candidates: 1,
  stopAt: 'none',
  sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
  alternatives: 0,
  minConfidence: 0,
};

async function open(settings: Record<string, unknown>): Promise<void> {
  for (const [key, value] of Object.entries(settings)) window.settings.set(`cloze.${key}`, value);
  const context = {
    extensionUri: values.Uri.parse('file:///extension'),
    globalStorageUri: values.Uri.parse('file:///storage'),
    globalState: memento(),
    secrets: { get: (key: string) => Promise.resolve(secrets.get(key)) },
  } as unknown as vscode.ExtensionContext;
  desk = new ServerDesk(context, workspace, new FakeClock(), { write: () => undefined } as never);
  await desk.apply();
  completions = desk.over({
    complete: () => {
      asked++;
      return Promise.resolve({ candidates: [], usage: {} as never });
    },
    warm: () => Promise.resolve({ contextTokens: 0, reusedTokens: 0 }),
    nextTokens: () => Promise.resolve({ tokens: [], entropy: 0, model: '' }),
    write: () => {
      written++;
      return Promise.resolve({ text: '', shortfalls: [], usage: {} as never });
    },
  });
}

beforeEach(() => {
  window = openWindow({ folder: 'file:///novel' });
  workspace = memento();
  secrets = new Map();
  asked = 0;
  written = 0;
});
afterEach(() => desk.dispose());

const always = { 'server.url': 'http://gpu.example:8000', 'server.use': 'always' };

describe('The first text of a workspace', () => {
  test('waits for a consent, while the local model completes', async () => {
    await open(always);
    await completions.complete(request);
    await completions.complete(request);
    expect(asked).toBe(2);
    expect(window.person.messages).toHaveLength(1);
    expect(window.person.messages[0]).toMatch(/^Send text to gpu\.example:8000\?.*\[Send\] \[Show Text…\] \[Don’t Send\]$/);
    expect(workspace.kept[storageKeys.serverConsent]).toBeUndefined();
  });

  test('is shown on request, and may leave once that is answered', async () => {
    await open(always);
    window.person.answers('Show Text…', 'Send');
    await completions.complete(request);
    await expect.poll(() => workspace.kept[storageKeys.serverConsent]).toEqual(['gpu.example:8000']);
  });

  test('stays here where that is refused, without another question', async () => {
    await open(always);
    window.person.answers('Don’t Send');
    await completions.complete(request);
    await completions.complete(request);
    expect(window.person.messages).toHaveLength(1);
    expect(desk.facts.value.hosts).toEqual([]);
  });
});

describe('The first text that a server is to rewrite', () => {
  const rewriting: WriteRequest = {
    instruction: 'Shorter.',
    text: 'The private text.',
    languageId: 'markdown',
    form: 'replacement',
    model: 'smollm2-135m-instruct',
    sampling: request.sampling,
  };

  test('waits for a consent of its own, which is asked for once', async () => {
    await open(always);
    window.person.answers('Send');
    expect(await desk.writes('The private text.')).toBe(true);
    expect(window.person.messages).toEqual([
      expect.stringMatching(/^Send text to gpu\.example:8000\? It gets the text that you have it rewrite, translate or summarize/),
    ]);
    expect(await desk.writes('Another text.')).toBe(true);
    expect(window.person.messages).toHaveLength(1);
    // Completions are another matter.
    expect(workspace.kept[storageKeys.serverConsent]).toEqual(['gpu.example:8000 writes']);
  });

  test('stays here where that is refused', async () => {
    await open(always);
    window.person.answers('Don’t Send');
    await completions.write(rewriting);
    await completions.write(rewriting);
    expect([written, window.person.messages.length]).toEqual([2, 1]);
  });

  test('stays here while the network is off, without a question', async () => {
    await open({ ...always, network: 'off' });
    expect(await desk.writes('The private text.')).toBe(false);
    await completions.write(rewriting);
    expect([written, window.person.messages]).toEqual([1, []]);
  });
});

test.each([
  ['without an address', { 'server.use': 'always' }],
  ['while servers are off', { 'server.url': 'http://gpu.example:8000' }],
  ['while the network is off', { ...always, network: 'off' }],
])('Nothing is asked and nothing leaves %s', async (_, settings) => {
  await open(settings);
  await completions.complete(request);
  expect([asked, window.person.messages, desk.facts.value.hosts]).toEqual([1, [], []]);
});

test('Nothing is asked and nothing leaves where the environment switches the network off', async () => {
  vi.stubEnv('CLOZE_NETWORK', 'off');
  await open(always);
  await completions.complete(request);
  expect([asked, window.person.messages, desk.facts.value.hosts]).toEqual([1, [], []]);
  vi.unstubAllEnvs();
});

test('Several addresses are read in their order, and what is none is left out', () => {
  expect(urlsIn(' http://a:1, https://b/v1 ,oops')).toEqual(['http://a:1', 'https://b/v1']);
  expect(secretKeyOf('http://a:1')).toContain('http://a:1');
});
