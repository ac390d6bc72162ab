import { beforeEach, describe, expect, test } from 'vitest';
import * as vscode from 'vscode';
import type { CompleteRequest, CompleteResult } from '../../../../src/common/methods/completion.js';
import { commands } from '../../../../src/host/ids.js';
import { readSettings } from '../../../../src/host/settings.js';
import { placeIn } from '../../../../src/providers/inlineCompletions/documentAccess.js';
import { registerProposals } from '../../../../src/providers/proposals/registerProposals.js';
import { registerWriting } from '../../../../src/providers/writing/registerWriting.js';
import { WritingRuns } from '../../../../src/providers/writing/writingRuns.js';
import { sitDown, type Writer } from '../../../util/editor/writer.js';

const usage = { model: 'm', device: 'cpu', contextTokens: 1, reusedTokens: 0, prefillMs: 1, decodeMs: 1, decodedTokens: 1 } as const;

let writer: Writer;
let requests: CompleteRequest[];
let text: string;

beforeEach(() => {
  writer = sitDown();
  requests = [];
  text = 'It rained.';
  const complete = (request: CompleteRequest): Promise<CompleteResult> => {
    requests.push(request);
    const candidate = { text, tokens: [], stop: 'line', acceptance: { whole: 1, firstWord: 1 } } as const;
    return Promise.resolve({ candidates: text === '' ? [] : [candidate], usage });
  };
  const { clock, log } = writer;
  const { proposals } = registerProposals(log);
  const placeOf: Parameters<typeof registerWriting>[0]['placeOf'] = (document, position) =>
    placeIn(document, position, readSettings(document));
  registerWriting({ engine: { complete }, proposals, clock, log, runs: new WritingRuns(), placeOf });
});

describe('"Continue for a Paragraph"', () => {
  test('shows what the model wrote as a comparison, which is in the text as one change once it is accepted', async () => {
    const editor = await writer.window.open('a.md', '# Tale\r\n\r\nHe came. |\r\n\r\nThe end.\r\n', 'markdown');
    await writer.window.run(commands.continueParagraph);
    expect(requests[0]?.context).toMatchObject({ headings: ['Tale'], before: expect.stringContaining('He came. ') as string, after: '' });
    const [, own, proposed, title] = writer.window.ran.find(([id]) => id === 'vscode.diff') ?? [];
    expect([String(own), title]).toEqual([editor.document.uri.toString(), 'A continuation']);
    expect(writer.window.person.messages.at(-1)).toBe('The model continued your text. Read it before you accept it. [Insert Text]');
    expect(editor.document.getText()).not.toContain('rained');
    const { version } = editor.document;
    await writer.window.run(commands.acceptProposal, proposed);
    expect(editor.document.getText()).toBe('# Tale\r\n\r\nHe came. It rained.\r\n\r\nThe end.\r\n');
    expect(editor.document.version).toBe(version + 1);
  });

  test('leaves the text as it is where that is discarded', async () => {
    const editor = await writer.window.open('a.md', 'He came. |', 'markdown');
    await writer.window.run(commands.continueParagraph);
    await writer.window.run(commands.discardProposal, writer.window.ran.find(([id]) => id === 'vscode.diff')?.[2]);
    expect(editor.document.getText()).toBe('He came. ');
  });

  test('says where there is nothing to add, where the cursor is in code, and where no document is open', async () => {
    await writer.window.run(commands.continueParagraph);
    expect(writer.window.person.messages.at(-1)).toBe('Open a document first: the model continues its text at the cursor.');
    text = '';
    await writer.window.open('a.md', 'He came. |', 'markdown');
    await writer.window.run(commands.continueParagraph);
    expect(writer.window.person.messages.at(-1)).toBe('The model has nothing to add here.');
    const asked = requests.length;
    await writer.window.open('b.md', '```\nlet a|\n```\n', 'markdown');
    await writer.window.run(commands.continueParagraph);
    expect(requests).toHaveLength(asked);
  });

  test('says that Cloze is off, and writes nothing', async () => {
    await vscode.workspace.getConfiguration('cloze').update('enable', false, true);
    await writer.window.open('a.md', 'He came. |', 'markdown');
    await writer.window.run(commands.continueParagraph);
    expect([requests, writer.window.person.messages.at(-1)]).toEqual([[], 'Cloze is off. [Enable]']);
  });
});
