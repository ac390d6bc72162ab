import { beforeEach, describe, expect, test } from 'vitest';
import * as vscode from 'vscode';
import type { CompletionRecord } from '../../../../src/common/completionRecord.js';
import type { NextTokensRequest } from '../../../../src/common/methods/completion.js';
import type { ClassesRecord } from '../../../../src/common/panelProtocol/classes.js';
import type { MaskedWordsRecord } from '../../../../src/common/panelProtocol/maskedWords.js';
import type { PanelState } from '../../../../src/common/panelProtocol/messages.js';
import type { PairRecord } from '../../../../src/common/panelProtocol/pair.js';
import type { PanelAction, ViewKind } from '../../../../src/common/panelProtocol/view.js';
import { commands, panelViewId, storageKeys } from '../../../../src/host/ids.js';
import { Latest } from '../../../../src/host/latest.js';
import { actOnDocument } from '../../../../src/providers/panel/actOnDocument.js';
import { registerPanel } from '../../../../src/providers/panel/registerPanel.js';
import { MemoryWebview } from '../../../util/editor/memoryViews.js';
import { noCancel } from '../../../util/editor/memoryWindow.js';
import { sitDown, type Writer } from '../../../util/editor/writer.js';
import { fakeEngine } from '../../../util/fakeEngine.js';
import { completionRecord } from '../../../util/panelStates.js';

let writer: Writer;
let requests: NextTokensRequest[];
let chosen: ViewKind[];
let completion: Latest<CompletionRecord | undefined>;

beforeEach(() => {
  writer = sitDown();
  [requests, chosen] = [[], []];
  completion = new Latest<CompletionRecord | undefined>(undefined);
  const { clock, log, storage } = writer;
  const engine = fakeEngine({
    nextTokens: (request) => {
      requests.push(request);
      return Promise.resolve({ tokens: [{ text: ' went', logprob: -1 }, { text: ' sat', logprob: -2 }], entropy: 1, model: 'm' }); // prettier-ignore
    },
  });
  registerPanel({
    engine,
    rate: () => Promise.resolve([]),
    onChoose: (kind) => chosen.push(kind),
    records: {
      completion,
      maskedWords: new Latest<MaskedWordsRecord | undefined>(undefined),
      pair: new Latest<PairRecord | undefined>(undefined),
      classes: new Latest<ClassesRecord | undefined>(undefined),
    },
    clock,
    log,
    extensionUri: vscode.Uri.parse('file:///extension'),
    storage,
  });
});

/** Opens the page in the side bar, as a click on its icon does. */
function openSideBar(): MemoryWebview {
  const page = new MemoryWebview(panelViewId, 'Probabilities');
  const provider = writer.window.providers.webviews.get(panelViewId);
  void provider?.resolveWebviewView(page as unknown as vscode.WebviewView, { state: undefined }, noCancel());
  page.receive({ type: 'ready' });
  return page;
}

/** What a page shows now: the state that it was sent, with all changes after it. */
function stateOf(page: MemoryWebview): PanelState {
  const messages = page.sent as readonly ({ type: 'state'; state: PanelState } | { type: 'change'; change: Partial<PanelState> })[];
  const parts = messages.map((message) => (message.type === 'state' ? message.state : message.change));
  return Object.assign({}, ...parts) as PanelState;
}

const rows = (page: MemoryWebview): string[] =>
  stateOf(page).live.view?.sections.flatMap((section) => section.rows.map(({ label }) => label)) ?? [];

describe('The panel', () => {
  test('shows what may come next at the cursor, and follows it', async () => {
    const editor = await writer.window.open('a.md', 'In the evening she|');
    const page = openSideBar();
    await writer.clock.advance(5_000);
    expect(rows(page)).toEqual(['·went', '·sat']);
    editor.selection = new vscode.Selection(0, 6, 0, 6);
    await writer.clock.advance(5_000);
    expect(requests.map(({ context }) => context.before)).toEqual(['In the evening she', 'In the']);
  });

  test('asks the engine nothing while no page can be seen', async () => {
    await writer.window.open('a.md', 'In the evening she|');
    await writer.clock.advance(5_000);
    const page = openSideBar();
    page.setVisible(false);
    await writer.clock.advance(5_000);
    expect(requests).toEqual([]);
    page.setVisible(true);
    await writer.clock.advance(5_000);
    expect(requests).toHaveLength(1);
  });

  test('stays with the text while the panel itself has the focus, and with no document that is closed', async () => {
    const editor = await writer.window.open('a.md', 'In the evening she|');
    const page = openSideBar();
    writer.window.focus(undefined);
    await writer.clock.advance(5_000);
    expect(rows(page)).toHaveLength(2);
    writer.window.close(editor.document);
    page.receive({ type: 'choose', kind: 'surprisal' });
    await writer.clock.advance(5_000);
    expect(stateOf(page).live.message).toBeDefined();
  });

  test('says that Cloze is off, and switches it on', async () => {
    writer.window.settings.set('cloze.enable', false);
    await writer.window.open('a.md', 'In the evening she|');
    const page = openSideBar();
    await writer.clock.advance(5_000);
    expect(stateOf(page).live).toMatchObject({ off: true });
    page.receive({ type: 'switch-on' });
    expect(writer.window.ran).toContainEqual([commands.toggle]);
    expect(requests).toEqual([]);
  });

  test('loads its own script and style and nothing else', () => {
    const page = openSideBar();
    expect(page.options).toMatchObject({ enableScripts: true });
    expect(page.html).toContain('https://page/extension/dist/panel.js');
    expect(page.html).toMatch(/Content-Security-Policy[^>]*default-src 'none'/);
    expect(/nonce="([^"]+)"/.exec(page.html)?.[1]).not.toBe(/nonce="([^"]+)"/.exec(openSideBar().html)?.[1]);
  });

  test('drops messages that none of its pages send', () => {
    const page = openSideBar();
    const { length } = page.sent;
    page.receive({ type: 'run', command: 'rm' });
    page.receive('pin');
    expect(page.sent).toHaveLength(length);
  });
});

describe('Its commands', () => {
  test('show the side bar with what is named, or the tab where there is one', async () => {
    await writer.window.run(commands.showProbabilities, 'pair');
    expect(chosen.at(-1)).toBe('pair');
    expect(writer.window.ran).toEqual([[`${panelViewId}.focus`]]);
    await writer.window.run(commands.openProbabilities);
    await writer.window.run(commands.showProbabilities);
    expect(chosen.at(-1)).toBe('pair');
    expect(writer.window.webviews[0]?.revealedTimes).toBe(1);
    writer.window.webviews[0]?.dispose();
    await writer.window.run(commands.showProbabilities, 'no such view');
    expect(writer.window.ran.at(-1)).toEqual([`${panelViewId}.focus`]);
  });

  test('pin what is shown, which is there again in the next window', async () => {
    await writer.window.open('a.md', 'In the evening she|');
    const page = openSideBar();
    await writer.clock.advance(5_000);
    await writer.window.run(commands.pinProbabilities);
    expect(stateOf(page).pins).toHaveLength(1);
    expect(writer.kept[storageKeys.panel]).toMatchObject({ version: 1, pins: [{}] });
    await writer.storage.forget(storageKeys.panel);
    expect(stateOf(page).pins).toEqual([]);
  });

  test('copy it as CSV', async () => {
    await writer.window.open('a.md', 'In the evening she|');
    openSideBar();
    await writer.clock.advance(5_000);
    await writer.window.run(commands.copyProbabilities);
    expect(writer.window.clipboard).toContain('went');
    await Promise.resolve();
    expect(writer.window.person.brief).toEqual(['Copied as CSV.']);
  });

  test.each([
    ['where a place is chosen', 'file:///novel/p.svg', ['Saved.'], []],
    ['not where none is', undefined, [], []],
    ['not on a full disk, which is said', 'file:///full/p.svg', [], ['The picture could not be saved: no space left. Choose another place and try again.']], // prettier-ignore
  ])('save it as a picture %s', async (_title, place, brief, messages) => {
    await writer.window.open('a.md', 'In the evening she|');
    openSideBar();
    await writer.clock.advance(5_000);
    writer.window.files.refused.add('/full');
    writer.window.person.answers(place === undefined ? undefined : vscode.Uri.parse(place));
    await writer.window.run(commands.saveProbabilities);
    await writer.clock.advance(0);
    await new Promise((resolve) => setImmediate(resolve));
    expect([writer.window.person.brief, writer.window.person.messages]).toEqual([brief, messages]);
    if (brief.length > 0) expect(writer.window.files.textOf(vscode.Uri.parse(place ?? ''))).toMatch(/^<svg/);
  });
});

test('the bars of the last completion are shown as they come', async () => {
  const page = openSideBar();
  await writer.window.run(commands.showProbabilities, 'completion');
  completion.value = completionRecord;
  await writer.clock.advance(5_000);
  expect(stateOf(page).live.view?.kind).toBe('completion');
});

describe('A row that is chosen', () => {
  const document = 'file:///novel/a.md';
  const place = { document, start: 4, end: 7, text: 'cat', before: 'The ' };

  test.each<[title: string, action: PanelAction, text: string, selected: string]>([
    ['puts its word into the text', { kind: 'put', title: '', place, text: 'dog' }, 'The dog sat.', ''],
    ['shows its place', { kind: 'show', title: '', place }, 'The cat sat.', 'cat'],
  ])('%s', async (_title, action, text, selected) => {
    const editor = await writer.window.open('a.md', 'The cat sat.|');
    await actOnDocument(action);
    expect(editor.document.getText()).toBe(text);
    expect(editor.document.getText(editor.selection)).toBe(selected);
  });

  test('finds its place again where text was written before it', async () => {
    const editor = await writer.window.open('a.md', 'Once more. The cat sat.|');
    await actOnDocument({ kind: 'put', title: '', place, text: 'dog' });
    expect(editor.document.getText()).toBe('Once more. The dog sat.');
  });

  test('counts lines of Windows as the text has them', async () => {
    const editor = await writer.window.open('a.md', 'One.\r\nThe cat sat.|');
    await actOnDocument({ kind: 'put', title: '', place: { ...place, start: 9, end: 12, before: 'One.\nThe ' }, text: 'dog' });
    expect(editor.document.getText()).toBe('One.\r\nThe dog sat.');
  });

  test('brings a document that is open but hidden to the front', async () => {
    const editor = await writer.window.open('a.md', 'The cat sat.|');
    writer.window.editors.splice(0);
    await actOnDocument({ kind: 'put', title: '', place, text: 'dog' });
    expect(editor.document.getText()).toBe('The dog sat.');
  });

  test.each([
    ['the text has changed', 'The bird sat.|', document],
    ['the document is closed', 'The cat sat.|', 'file:///novel/gone.md'],
  ])('does nothing where %s, and says so', async (_title, text, uri) => {
    const editor = await writer.window.open('a.md', text);
    const before = editor.document.getText();
    await actOnDocument({ kind: 'put', title: '', place: { ...place, document: uri }, text: 'dog' });
    expect(editor.document.getText()).toBe(before);
    expect(writer.window.person.brief).toEqual(['The text has changed since, so nothing was done.']);
  });
});
