import { beforeEach, describe, expect, test } from 'vitest';
import type { CancellationToken } from '../../../../src/common/cancellation.js';
import { cancelledError } from '../../../../src/common/clozeError.js';
import type { WriteRequest, WriteResult, WrittenSoFar } from '../../../../src/common/methods/writing.js';
import { commands, isWritingKey } from '../../../../src/host/ids.js';
import { registerProposals } from '../../../../src/providers/proposals/registerProposals.js';
import { registerInstructions } from '../../../../src/providers/writing/registerInstructions.js';
import { WritingRuns } from '../../../../src/providers/writing/writingRuns.js';
import { sitDown, type Writer } from '../../../util/editor/writer.js';

const usage = { model: 'm', device: 'cpu', contextTokens: 1, reusedTokens: 0, prefillMs: 1, decodeMs: 1, decodedTokens: 1 } as const;

let writer: Writer;
let requests: WriteRequest[];
/** Whether the model goes on until it is stopped. */
let goesOn: boolean;
/** Whether a server is asked. */
let isServed: boolean;

beforeEach(() => {
  writer = sitDown();
  writer.window.settings.set('cloze.writingModel', 'qwen');
  requests = [];
  goesOn = false;
  isServed = false;
  const write = (request: WriteRequest, token?: CancellationToken, report?: (soFar: WrittenSoFar) => void): Promise<WriteResult> => {
    requests.push(request);
    const text = request.text.toUpperCase();
    if (!goesOn) return Promise.resolve({ text, shortfalls: [], usage });
    report?.({ text: text.slice(0, 5), rest: request.text.length, done: 0, total: 1, isThinking: false });
    return new Promise((_, reject) => token?.onCancellationRequested(() => reject(cancelledError())));
  };
  const { clock, log } = writer;
  const { proposals } = registerProposals(log);
  registerInstructions({
    engine: { write },
    proposals,
    clock,
    log,
    runs: new WritingRuns(),
    serverWrites: () => Promise.resolve(isServed),
  });
});

const comparison = (): readonly unknown[] => writer.window.ran.findLast(([id]) => id === 'vscode.diff') ?? [];
const lastMessage = (): string | undefined => writer.window.person.messages.at(-1);

describe('"Rewrite Selection…"', () => {
  test('offers the ready prompts, and changes the text once it is accepted, as one change', async () => {
    const editor = await writer.window.open('a.md', 'He came.\r\n\r\nShe left.|\r\nAt once.\r\n', 'markdown');
    writer.window.person.answers('Shorter');
    await writer.window.run(commands.rewriteSelection);
    expect(writer.window.person.asked[0]?.items.slice(0, 5)).toEqual([
      'Clearer',
      'Shorter',
      'More Formal',
      'Plain Language',
      'Fix Grammar and Spelling',
    ]);
    expect(requests[0]).toMatchObject({ text: 'She left.\nAt once.', languageId: 'markdown', model: 'qwen', form: 'replacement' });
    expect(comparison()[3]).toBe('Rewritten: Shorter');
    expect(lastMessage()).toBe('The model rewrote the text. Read it before you accept it. [Replace Text]');
    const { version } = editor.document;
    await writer.window.run(commands.acceptProposal, comparison()[2]);
    expect(editor.document.getText()).toBe('He came.\r\n\r\nSHE LEFT.\r\nAT ONCE.\r\n');
    expect(editor.document.version).toBe(version + 1);
  });

  test('offers what the writer has in the settings, and asks for a language where that names one', async () => {
    writer.window.settings.set('cloze.writing.prompts', [{ name: 'Saga', instruction: 'Make it a {language} saga.' }, { name: 'broken' }]);
    await writer.window.open('a.md', 'He came.|', 'markdown');
    writer.window.person.answers('Saga', 'German');
    await writer.window.run(commands.rewriteSelection);
    expect(writer.window.person.asked[0]?.items).toEqual(expect.arrayContaining(['Saga']));
    expect(writer.window.person.asked[0]?.items).not.toContain('broken');
    expect(requests[0]?.instruction).toBe('Make it a German saga.');
  });

  test('takes an instruction of the writer', async () => {
    await writer.window.open('a.md', 'He came.|', 'markdown');
    writer.window.person.answers('$(edit) Own Instruction…', 'Turn it into a list.');
    await writer.window.run(commands.rewriteSelection);
    expect(requests[0]?.instruction).toBe('Turn it into a list.');
  });

  test('is stopped by its command, which is there only while the model writes', async () => {
    goesOn = true;
    const editor = await writer.window.open('a.md', 'He came.|', 'markdown');
    writer.window.person.answers('Clearer');
    const running = writer.window.run(commands.rewriteSelection);
    await writer.clock.advance(100);
    const contexts = (): unknown[] =>
      writer.window.ran.filter(([id, key]) => id === 'setContext' && key === isWritingKey).map((each) => each[2]);
    expect(contexts()).toEqual([true]);
    await writer.window.run(commands.stopWriting);
    await running;
    expect(contexts()).toEqual([true, false]);
    expect(lastMessage()).toBe('The writing was stopped before anything was finished. Nothing was changed.');
    expect(editor.document.getText()).toBe('He came.');
  });

  test.each([
    ['no document is open', undefined],
    ['the cursor is between paragraphs', 'He came.\n\n|\n\nShe left.'],
  ])('says so where %s', async (_, text) => {
    if (text !== undefined) await writer.window.open('a.md', text, 'markdown');
    await writer.window.run(commands.rewriteSelection);
    expect(lastMessage()).toBe('Select some text first: the model works with what is selected.');
    expect(requests).toEqual([]);
  });

  test('says of the embedded model what it can do, and offers a larger one', async () => {
    writer.window.settings.set('cloze.writingModel', undefined);
    await writer.window.open('a.md', 'He came.|', 'markdown');
    writer.window.person.answers('$(cloud-download) Choose a Larger Model…');
    await writer.window.run(commands.rewriteSelection);
    expect(writer.window.ran.map(([id]) => id)).toContain(commands.chooseModels);
    expect(requests).toEqual([]);
  });
});

describe('"Translate Selection…"', () => {
  test('asks for the language, which may be any', async () => {
    await writer.window.open('a.md', 'He came.|', 'markdown');
    writer.window.person.answers('$(edit) Another Language…', 'Welsh');
    await writer.window.run(commands.translateSelection);
    expect(requests[0]?.instruction).toContain('into Welsh.');
    expect(comparison()[3]).toBe('Translated into Welsh');
  });

  test('is done by a server where one is used beside the embedded model', async () => {
    isServed = true;
    writer.window.settings.set('cloze.writingModel', 'smollm2-135m-instruct');
    await writer.window.open('a.md', 'He came.|', 'markdown');
    writer.window.person.answers('German');
    await writer.window.run(commands.translateSelection);
    expect(requests[0]).toMatchObject({ text: 'He came.', form: 'replacement' });
  });

  test('says that the embedded model cannot', async () => {
    writer.window.settings.set('cloze.writingModel', undefined);
    await writer.window.open('a.md', 'He came.|', 'markdown');
    await writer.window.run(commands.translateSelection);
    expect(lastMessage()).toContain('The embedded model writes English only, so it cannot translate.');
    expect(requests).toEqual([]);
  });
});

test('"Summarize Selection…" puts a summary of the document before it where nothing is selected', async () => {
  const editor = await writer.window.open('a.md', 'He came.\n\nShe left.|', 'markdown');
  await writer.window.run(commands.summarizeSelection);
  await writer.window.run(commands.acceptProposal, comparison()[2]);
  expect(editor.document.getText()).toBe('HE CAME.\n\nSHE LEFT.\n\nHe came.\n\nShe left.');
});
