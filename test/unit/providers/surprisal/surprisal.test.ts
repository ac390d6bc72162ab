import { beforeEach, describe, expect, test } from 'vitest';
import * as vscode from 'vscode';
import { ClozeError } from '../../../../src/common/clozeError.js';
import type { SurprisalRequest, SurprisalResult } from '../../../../src/common/methods/scoring.js';
import { commands } from '../../../../src/host/ids.js';
import { Latest } from '../../../../src/host/latest.js';
import { Pauses } from '../../../../src/host/pauses.js';
import { registerSurprisal } from '../../../../src/providers/surprisal/registerSurprisal.js';
import { SurprisalRatings } from '../../../../src/sessions/surprisal/surprisalRatings.js';
import { noCancel } from '../../../util/editor/memoryWindow.js';
import { sitDown, type Writer } from '../../../util/editor/writer.js';
import { fakeEngine } from '../../../util/fakeEngine.js';

let writer: Writer;
let requests: SurprisalRequest[];
let answer: (request: SurprisalRequest) => Promise<SurprisalResult>;
let pauses: Pauses;
let labelMarks: Latest<string | undefined>;

/** Every word is as many bits surprising as it has letters. */
function byLength({ text }: SurprisalRequest): Promise<SurprisalResult> {
  const tokens = Array.from(text.matchAll(/ ?\S+/g), ({ index, 0: token }) => ({
    offset: index,
    length: token.length,
    bits: token.trim().length,
    rank: 3,
    alternatives: [{ text: ' other', logprob: -1 }],
  }));
  return Promise.resolve({ tokens, bitsPerByte: 1, model: 'm' });
}

beforeEach(() => {
  writer = sitDown();
  requests = [];
  answer = byLength;
  const { clock, log, window } = writer;
  pauses = new Pauses({ storage: { read: () => undefined, write: () => undefined }, date: () => 0, clock });
  labelMarks = new Latest<string | undefined>(undefined);
  const engine = fakeEngine({
    surprisal: (request) => {
      requests.push(request);
      return answer(request);
    },
  });
  registerSurprisal({ ratings: new SurprisalRatings(engine), clock, log, pauses, labelMarks });
  window.settings.set('cloze.surprisal.show', true);
});

/** The words that are marked, each with the style of its line. */
async function marked(): Promise<string[]> {
  await writer.clock.advance(5_000);
  const types = writer.window.decorations;
  return (writer.window.active?.drawn ?? []).map(
    ({ text, type }) => `${text} ${types.find((each) => each === type)?.style.borderStyle ?? ''}`,
  );
}

describe('Surprising words', () => {
  test('have a line under them that says how much, and common ones none', async () => {
    await writer.window.open('a.md', 'A cat met unquestionably.|');
    expect(await marked()).toEqual(['unquestionably solid']);
  });

  test('are not looked for in code', async () => {
    await writer.window.open('a.md', '```\nunquestionably\n```|');
    expect(await marked()).toEqual([]);
    expect(requests).toEqual([]);
  });

  test('have their bits and what the model expected as a hover', async () => {
    const { document } = await writer.window.open('a.md', 'A cat met unquestionably.|');
    await marked();
    const [provider] = writer.window.providers.hovers;
    const hover = (await provider?.provideHover(document, new vscode.Position(0, 12), noCancel())) as vscode.Hover | undefined;
    expect((hover?.contents[0] as vscode.MarkdownString).value).toContain('unquestionably');
    expect(await provider?.provideHover(document, new vscode.Position(0, 1e3), noCancel())).toBeUndefined();
  });

  test.each<[title: string, hide: () => unknown]>([
    ['its file is off', () => pauses.toggleFile('file:///novel/a.md')],
    ['a label’s words are marked there', () => (labelMarks.value = 'file:///novel/a.md')],
    ['they are switched off', () => writer.window.run(commands.toggleSurprisal)],
    ['Cloze is switched off', () => writer.window.settings.set('cloze.enable', false)],
  ])('are unmarked when %s', async (_title, hide) => {
    await writer.window.open('a.md', 'A cat met unquestionably.|');
    expect(await marked()).toHaveLength(1);
    await hide();
    const { length } = requests;
    writer.window.active?.change([{ start: 0, end: 0, text: 'Unquestionably! ' }]);
    await marked();
    expect(requests).toHaveLength(length);
  });

  test('are rated again where the text changes', async () => {
    const editor = await writer.window.open('a.md', 'A cat met unquestionably.|');
    await marked();
    editor.change([{ start: 2, end: 5, text: 'hippopotamus' }]);
    expect(await marked()).toEqual(['hippopotamus dashed', 'unquestionably solid']);
  });

  test('of output channels are left alone', async () => {
    const editor = await writer.window.open('a.md', 'Text|');
    editor.viewColumn = undefined;
    writer.window.events.visibleEditors.fire(writer.window.editors);
    expect(await marked()).toEqual([]);
  });

  test('are none where the engine fails, which the log says', async () => {
    answer = () => Promise.reject(new Error('odd'));
    await writer.window.open('a.md', 'A cat met unquestionably.|');
    expect(await marked()).toEqual([]);
    expect(writer.window.logged.join()).toContain('odd');
  });
});

describe('"Toggle Surprisal"', () => {
  test('switches the marks off and on', async () => {
    await writer.window.run(commands.toggleSurprisal);
    expect(writer.window.settings.valueOf('cloze.surprisal.show')).toBe(false);
    await writer.window.run(commands.toggleSurprisal);
    expect(writer.window.settings.valueOf('cloze.surprisal.show')).toBe(true);
  });

  test('takes marks of a label away, which hide them', async () => {
    labelMarks.value = 'file:///novel/a.md';
    await writer.window.run(commands.toggleSurprisal);
    expect(labelMarks.value).toBeUndefined();
  });

  test('says that Cloze is off', async () => {
    writer.window.settings.set('cloze.enable', false);
    await writer.window.run(commands.toggleSurprisal);
    expect(writer.window.person.messages).toEqual(['Cloze is off. [Enable]']);
  });
});

describe('"Show Surprisal Table"', () => {
  const table = (): string => writer.window.active?.document.getText() ?? '';

  test.each([
    ['the paragraph at the cursor', 'A cat m|et hippopotamuses.\n\nOther words.', ['hippopotamuses', 'cat'], ['Other']],
    ['the selection', 'A cat |met hippopotamuses|.\n\nOther words.', ['hippopotamuses', 'met'], ['Other', 'cat']],
  ])('lists the words of %s', async (_title, text, listed, others) => {
    await writer.window.open('a.md', text);
    await writer.window.run(commands.surprisalTable);
    for (const word of listed) expect(table()).toContain(word);
    for (const word of others) expect(table()).not.toContain(word);
  });

  test('needs a document', async () => {
    await writer.window.run(commands.surprisalTable);
    expect(writer.window.person.brief).toEqual(['Open a document first: the table is about its words.']);
  });

  test('says what fails', async () => {
    answer = () => Promise.reject(new ClozeError({ code: 'model-not-found', message: 'No model.' }));
    await writer.window.open('a.md', 'A cat m|et hippopotamuses.');
    await writer.window.run(commands.surprisalTable);
    expect(writer.window.person.messages).toEqual(['No model.']);
  });
});
