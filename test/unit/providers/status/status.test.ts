import { beforeEach, describe, expect, test } from 'vitest';
import type * as vscode from 'vscode';
import type { EngineState } from '../../../../src/backend/engineState.js';
import type { CompletionRecord } from '../../../../src/common/completionRecord.js';
import { DelayedSignal } from '../../../../src/common/delayedSignal.js';
import { Emitter } from '../../../../src/common/emitter.js';
import { commands } from '../../../../src/host/ids.js';
import { Latest } from '../../../../src/host/latest.js';
import { Pauses } from '../../../../src/host/pauses.js';
import { reportFailures } from '../../../../src/host/reportFailures.js';
import { followStatus } from '../../../../src/host/status/followStatus.js';
import type { ServerFacts } from '../../../../src/host/servers/serverDesk.js';
import { registerStatus } from '../../../../src/providers/status/registerStatus.js';
import { sitDown, type Writer } from '../../../util/editor/writer.js';
import { fakeEngine } from '../../../util/fakeEngine.js';
import { factsOf, running } from '../../host/status/facts.js';
import { completionRecord } from '../../../util/panelStates.js';

const ready = factsOf(running, 'ready').engine;
const loading = factsOf(running, 'loading').engine;
const broken: EngineState = { ...ready, lifecycle: { kind: 'failed', error: { code: 'engine-crashed', message: 'It crashed.', action: 'show-log' } } }; // prettier-ignore

let writer: Writer;
let tell: (state: EngineState) => void;
let onBattery: Latest<boolean>;
let thinking: DelayedSignal;
let pauses: Pauses;
let last: Latest<CompletionRecord | undefined>;
let servers: Latest<ServerFacts>;
let item: vscode.StatusBarItem & { readonly isShown: boolean };

beforeEach(() => {
  writer = sitDown();
  const { clock, window } = writer;
  const changes = new Emitter<EngineState>();
  const control = {
    engine: fakeEngine({}),
    state: ready,
    onDidChangeState: changes.event,
    restart: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
  tell = (state) => {
    control.state = state;
    changes.fire(state);
  };
  [onBattery, thinking, last] = [new Latest(false), new DelayedSignal(300, clock), new Latest<CompletionRecord | undefined>(undefined)];
  pauses = new Pauses({ storage: { read: () => undefined, write: () => undefined }, date: () => clock.now(), clock });
  servers = new Latest<ServerFacts>({ hosts: [], spent: 0, limit: 500_000, isOut: false });
  const { facts } = followStatus({ control, onBattery, pauses, thinking, lastCompletion: last, servers });
  registerStatus(facts);
  reportFailures(control);
  item = window.statusItems[0] as typeof item;
});

const tooltip = (): string => (item.tooltip as vscode.MarkdownString).value;

describe('The status bar', () => {
  test('has an entry with a menu, which is read aloud as a button', () => {
    expect(item).toMatchObject({ name: 'Cloze', isShown: true, command: commands.showMenu });
    expect(item.accessibilityInformation).toMatchObject({ role: 'button', label: expect.stringContaining('Cloze') as string });
  });

  test.each<[title: string, happens: () => unknown, said: string]>([
    ['a model that loads', () => tell(loading), 'Loading the model'],
    ['a failure', () => tell(broken), 'It crashed'],
    ['the battery', () => (onBattery.value = true), 'battery'],
    ['a pause', () => pauses.pauseFor(60_000), 'Paused'],
    ['how long the last completion took', () => (last.value = completionRecord), 'last completion'],
    ['a server that may complete', () => (servers.value = { ...servers.value, hosts: ['gpu'], spent: 1200 }), 'Server: gpu'],
    ['how much went there today', () => (servers.value = { ...servers.value, hosts: ['gpu'], spent: 1200 }), '1200 of 500000 tokens'],
    ['text that leaves', () => (servers.value = { ...servers.value, hosts: ['gpu'], sending: 'gpu' }), 'Text goes to gpu'],
    ['a server that does not answer', () => (servers.value = { ...servers.value, hosts: ['gpu'], isOut: true }), 'No server answers'],
    ['that Cloze is off', () => tell({ ...ready, lifecycle: { kind: 'off' } }), 'Off'],
  ])('tells of %s', (_title, happens, said) => {
    expect(tooltip()).not.toContain(said);
    happens();
    expect(tooltip()).toContain(said);
  });

  test('tells of the language of the active document, and of a file that is off', async () => {
    await writer.window.open('a.md', 'Text|');
    expect(tooltip()).toContain('Markdown');
    pauses.toggleFile('file:///novel/a.md');
    expect(tooltip()).toContain('Off in this file');
  });

  test('is red only where something failed', () => {
    expect(item.backgroundColor).toBeUndefined();
    tell(broken);
    expect(item.backgroundColor).toMatchObject({ id: 'statusBarItem.errorBackground' });
    tell(ready);
    expect(item.backgroundColor).toBeUndefined();
  });

  test('says that it is thinking only after a while', async () => {
    thinking.value = true;
    expect(tooltip()).not.toContain('Looking for a continuation');
    await writer.clock.advance(300);
    expect(tooltip()).toContain('Looking for a continuation');
  });
});

describe('The menu of the status bar', () => {
  test('runs what is chosen', async () => {
    await writer.window.open('a.md', 'Text|');
    await writer.window.run(commands.showMenu);
    const [{ title, items } = { title: '', items: [] }] = writer.window.person.asked;
    expect(title).toBe('Cloze');
    const off = items.find((label) => label.includes('Off') || label.includes('Disable') || label.includes('Turn'));
    expect(off).toBeDefined();
    const settings = items.find((label) => label.includes('Settings')) ?? '';
    writer.window.person.answers(settings);
    await writer.window.run(commands.showMenu);
    expect(writer.window.ran).toContainEqual([commands.openSettings]);
  });

  test('does nothing where Escape is pressed', async () => {
    await writer.window.run(commands.showMenu);
    expect(writer.window.ran).toEqual([]);
  });
});

describe('A failure of the engine', () => {
  test('is shown once, with what can be done, and again when it comes again', () => {
    tell(broken);
    tell({ ...broken });
    expect(writer.window.person.messages).toEqual(['It crashed. [Show Log]']);
    tell(ready);
    tell(broken);
    expect(writer.window.person.messages).toHaveLength(2);
  });

  test('is shown for a model that cannot be used', () => {
    const [causal] = ready.status.models;
    const error = { code: 'model-not-found' as const, message: 'No model.' };
    if (causal !== undefined) tell({ ...ready, status: { ...ready.status, models: [{ ...causal, error }] } });
    expect(writer.window.person.messages).toEqual(['No model.']);
  });
});

describe('"Loading the model…" is drawn', () => {
  const drawn = (): unknown[] => writer.window.active?.drawn.map(({ options }) => options.range.start.character) ?? [];

  test('after the cursor while the model loads, moves with it, and goes with the loading', async () => {
    const editor = await writer.window.open('a.md', 'Text|');
    tell(loading);
    expect(drawn()).toEqual([4]);
    editor.change([{ start: 4, end: 4, text: ' more' }]);
    expect(drawn()).toEqual([9]);
    tell(ready);
    expect(drawn()).toEqual([]);
  });

  test.each([
    ['where text is selected', 'a.md', '|Text|'],
    ['where Cloze does not complete', 'a.ts', 'let a|'],
  ])('not %s', async (_title, path, text) => {
    writer.window.settings.set('cloze.completion.languages', { typescript: 'off' });
    await writer.window.open(path, text);
    tell(loading);
    expect(drawn()).toEqual([]);
  });

  test('in one editor at a time', async () => {
    const first = await writer.window.open('a.md', 'Text|');
    tell(loading);
    await writer.window.open('b.md', 'Text|');
    expect(first.drawn).toEqual([]);
    expect(drawn()).toEqual([4]);
  });
});
