import { beforeEach, describe, expect, test } from 'vitest';
import * as vscode from 'vscode';
import { ClozeError } from '../../../../src/common/clozeError.js';
import type { FillMaskRequest, FillMaskResult } from '../../../../src/common/methods/maskedWords.js';
import type { MaskedWordsRecord } from '../../../../src/common/panelProtocol/maskedWords.js';
import { commands, onWordKey } from '../../../../src/host/ids.js';
import { Latest } from '../../../../src/host/latest.js';
import { registerWords } from '../../../../src/providers/words/registerWords.js';
import { noCancel } from '../../../util/editor/memoryWindow.js';
import { sitDown, type Writer } from '../../../util/editor/writer.js';
import { candidate } from '../../sessions/words/passageOf.js';

const german = { name: 'writer/german', jobs: ['words'], languages: ['de'], gated: false, bytes: 1 };

let writer: Writer;
let maskedWords: Latest<MaskedWordsRecord | undefined>;
let answer: (request: FillMaskRequest) => Promise<FillMaskResult>;

/** The same words for each place of a request. */
const offer =
  (...words: string[]) =>
  ({ places }: FillMaskRequest): Promise<FillMaskResult> =>
    Promise.resolve({
      masks: places.map((place) => ({ ...place, candidates: words.map((word, index) => candidate(word, 0.5 / (index + 1))) })),
      joint: [],
      encoder: 'bert',
    });

beforeEach(() => {
  writer = sitDown();
  maskedWords = new Latest<MaskedWordsRecord | undefined>(undefined);
  answer = offer('sat', 'lay');
  registerWords({
    engine: { fillMask: (request) => answer(request) },
    maskedWords,
    log: writer.log,
    recommended: () => Promise.resolve([german]),
  });
});

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Opens a text and its list of words, and waits for the words. */
async function list(text: string, language?: string) {
  const editor = await writer.window.open('a.md', text, language);
  const done = writer.window.run(commands.suggestWords);
  await settle();
  return { editor, done, picker: writer.window.pickers[0] };
}

describe('"Suggest Words"', () => {
  test('lists words for the gap at the cursor, shows the chosen one in the text, and writes it as one step', async () => {
    const { editor, done, picker } = await list('The cat [MASK]| on the mat of the house.');
    expect(picker?.items.map(({ label }) => label).filter((label) => label !== '')).toEqual(['sat', 'lay']);
    expect(picker?.title).toBe('Suggest Words: The cat sat on the mat of the house.');
    picker?.goTo('lay');
    expect(editor.drawn.map(({ text, options }) => [text, options.renderOptions?.before?.contentText])).toEqual([
      ['[MASK]', undefined],
      ['', 'lay'],
    ]);
    expect(editor.document.getText()).toContain('[MASK]');
    picker?.accept();
    await done;
    expect(editor.document.getText()).toBe('The cat lay on the mat of the house.');
    expect(editor.document.offsetAt(editor.selection.active)).toBe('The cat lay'.length);
  });

  test('suggests others for the word at the cursor', async () => {
    const { editor, done, picker } = await list('The cat sto|od on the mat of the house.');
    picker?.goTo('sat');
    picker?.accept();
    await done;
    expect(editor.document.getText()).toBe('The cat sat on the mat of the house.');
  });

  test('leaves the text and the view as they were where Escape is pressed', async () => {
    const { editor, done, picker } = await list('The cat [MASK]| on the mat of the house.');
    picker?.hide();
    await done;
    expect(editor.document.getText()).toContain('[MASK]');
    expect(editor.revealed.at(-1)?.start.line).toBe(0);
  });

  test('closes where the text changes', async () => {
    const { editor, done, picker } = await list('The cat [MASK]| on the mat of the house.');
    editor.change([{ start: 0, end: 0, text: 'So ' }]);
    await done;
    expect(picker?.isShown).toBe(false);
  });

  test('has its bars in the panel, which its button shows', async () => {
    const { picker } = await list('The cat [MASK]| on the mat of the house.');
    expect(maskedWords.value?.masks[0]?.candidates.map(({ text }) => text)).toEqual(['sat', 'lay']);
    picker?.press('Show Probabilities');
    expect(writer.window.ran).toContainEqual([commands.showProbabilities, 'masked-word']);
  });

  test('says that the document cannot be changed', async () => {
    const { editor, done, picker } = await list('The cat [MASK]| on the mat of the house.');
    editor.isEditable = false;
    picker?.accept();
    await done;
    expect(writer.window.person.brief).toEqual(['The document cannot be changed.']);
  });

  test.each([
    ['a model that is missing', 'choose-model' as const, 'No model. [Choose Model]'],
    ['another failure', undefined, 'No model.'],
  ])('says what fails: %s', async (_title, action, message) => {
    answer = () => Promise.reject(new ClozeError({ code: 'model-not-found', message: 'No model.', ...(action && { action }) }));
    const { done } = await list('The cat [MASK]| on the mat of the house.');
    await done;
    expect(writer.window.person.messages).toEqual([message]);
  });
});

describe('"Suggest Words" says why there are none, and helps', () => {
  test('on a blank line: with a gap there', async () => {
    writer.window.person.answers('Insert a Gap Here');
    const { editor, picker } = await list('The cat sat on the mat of the house.\n\n|');
    expect(writer.window.person.messages).toEqual(['There is no word at the cursor and no gap in the text. Put the cursor on a word, or write [MASK] or ___. [Insert a Gap Here]']); // prettier-ignore
    expect(editor.document.getText()).toContain('[MASK]');
    picker?.hide();
  });

  test.each([
    ['too many words', 'The |cat sat on the mat| of the house.', 'Words are suggested for up to four words at once. Select fewer. [Use the Word at the Cursor]'], // prettier-ignore
    ['several paragraphs', 'The |cat.\n\nThe| dog sat on the mat.', 'Words are suggested inside one paragraph. Select less. [Use the Word at the Cursor]'], // prettier-ignore
    ['code', '```\nco|de\n```', 'Words are suggested in prose; here is code or markup. [Read It as Text]'],
    ['another language than English', 'Der Hund schl|äft unter dem alten Baum und träumt von einem Knochen.', 'The model that suggests words reads English only. For German there is writer/german. [Suggest Anyway]'], // prettier-ignore
    ['a language that no model of the catalogue knows', 'Kissa nuk|kui vanhan puun alla ja se oli hyvin väsynyt mutta ei nälkäinen.', 'The model that suggests words reads English, and this text does not look like English. [Suggest Anyway]'], // prettier-ignore
  ])('for %s', async (_title, text, message) => {
    await list(text);
    expect(writer.window.person.messages).toEqual([message]);
    expect(writer.window.pickers).toEqual([]);
  });

  test('in a language that is off: with a button for it', async () => {
    writer.window.settings.set('cloze.completion.languages', { markdown: 'off' });
    writer.window.person.answers('Enable for Markdown');
    await list('The cat sat| on the mat.');
    expect(writer.window.person.messages).toEqual(['Cloze is off in Markdown. [Enable for Markdown]']);
    expect(writer.window.ran).toContainEqual([commands.toggleLanguage]);
  });

  test('without a document', async () => {
    await writer.window.run(commands.suggestWords);
    expect(writer.window.person.brief).toEqual(['Open a document first: the words are for its text.']);
  });

  test('while Cloze is off', async () => {
    writer.window.settings.set('cloze.enable', false);
    await list('The cat sat| on the mat.');
    expect(writer.window.person.messages).toEqual(['Cloze is off. [Enable]']);
  });
});

describe('A gap that is typed', () => {
  async function complete(text: string): Promise<vscode.CompletionItem[]> {
    const { document, selection } = await writer.window.open('a.md', text);
    const [provider] = writer.window.providers.completions;
    const context = { triggerKind: vscode.CompletionTriggerKind.TriggerCharacter, triggerCharacter: ']' };
    return ((await provider?.provideCompletionItems(document, selection.active, noCancel(), context)) ?? []) as vscode.CompletionItem[];
  }

  test('has words as completions, in the order of the models, with the article that they take', async () => {
    answer = offer('lamp', 'owl');
    const items = await complete('It was a [MASK]| on the mat of the house.');
    expect(
      items.map(({ label, insertText, filterText, sortText, preselect }) => ({ label, insertText, filterText, sortText, preselect })),
    ).toMatchObject([
      { label: { label: 'lamp' }, insertText: 'lamp', filterText: '[MASK]', sortText: '000', preselect: true },
      { label: { label: 'owl' }, insertText: 'owl', filterText: '[MASK]', sortText: '001', preselect: false },
    ]);
    expect(items[1]?.additionalTextEdits?.map(({ newText }) => newText)).toEqual(['an']);
  });

  test.each([
    ['a bracket that ends none', 'A list [one]| of the house.'],
    ['code', '```\n[MASK]|\n```'],
  ])('is not %s', async (_title, text) => {
    expect(await complete(text)).toEqual([]);
  });

  test('has none, without a message, where the engine fails', async () => {
    answer = () => Promise.reject(new Error('odd'));
    expect(await complete('It was a [MASK]| on the mat.')).toEqual([]);
    expect(writer.window.person.messages).toEqual([]);
    expect(writer.window.logged.join()).toContain('odd');
  });
});

describe('The editor offers other words', () => {
  async function lightBulb(text: string): Promise<string[]> {
    const { document, selection } = await writer.window.open('a.md', text);
    const [provider] = writer.window.providers.actions;
    const context = { triggerKind: vscode.CodeActionTriggerKind.Invoke, diagnostics: [], only: undefined };
    const actions = (await provider?.provideCodeActions(document, selection, context, noCancel())) ?? [];
    return actions.map(({ title }) => title);
  }

  test.each([
    ['at selected words', 'The |cat sat| on the mat.', 1],
    ['at a gap', 'The cat [MA|SK] on the mat.', 1],
    ['not at code', '```\n|code|\n```', 0],
    ['not for a whole paragraph', '|The cat sat on the mat of the house.|', 0],
  ])('by a light bulb: %s', async (_title, text, count) => {
    expect(await lightBulb(text)).toHaveLength(count);
  });

  test.each([
    ['on a word', 'The c|at', true],
    ['between words', 'The  |  cat', false],
    ['with a few words selected', '|The cat|', true],
    ['with a line end selected', '|The\ncat|', false],
  ])('in its menu where the cursor is %s: %s', async (_title, text, isOffered) => {
    await writer.window.open('a.md', text);
    const told = writer.window.ran.filter(([id, key]) => id === 'setContext' && key === onWordKey).at(-1);
    expect(told?.[2] ?? false).toBe(isOffered);
  });

  test('no longer, once Cloze is switched off', () => {
    writer.window.settings.set('cloze.enable', false);
    expect([writer.window.providers.actions.size, writer.window.providers.completions.size]).toEqual([0, 0]);
    writer.window.settings.set('cloze.enable', true);
    expect([writer.window.providers.actions.size, writer.window.providers.completions.size]).toEqual([1, 1]);
  });
});
