import { beforeEach, describe, expect, test } from 'vitest';
import * as vscode from 'vscode';
import { commands } from '../../../../src/host/ids.js';
import { registerLabels } from '../../../../src/providers/labels/registerLabels.js';
import { sitDown, type Writer } from '../../../util/editor/writer.js';
import { fakeEngine } from '../../../util/fakeEngine.js';
import { fakeTables } from '../../../util/fakeTables.js';

const labelFile = '.cloze/labels.jsonl';

let writer: Writer;

function register(): void {
  const { window, clock, log } = writer;
  registerLabels({ engine: fakeEngine({}), tables: fakeTables({}), clock, log, isPaused: () => false, extensionUri: window.uriOf('.') });
}

/** The labels that are kept, each as "label: text". */
function kept(): string[] {
  const { window } = writer;
  const lines = (window.files.textOf(window.uriOf(labelFile)) ?? '').split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as { label: string; text: string }).map(({ label, text }) => `${label}: ${text}`);
}

beforeEach(() => {
  writer = sitDown();
  register();
});

describe('"Label Selection As…" keeps', () => {
  test.each([
    ['the selected text', 'One. |Two words.| Three.', ['rain: Two words.']],
    ['the paragraph at the cursor where nothing is selected', 'One.\n\nTwo\nli|nes.\n\nThree.', ['rain: Two\nlines.']],
    ['a text without the blanks around it', 'One.| Two. |Three.', ['rain: Two.']],
    ['one kind of line end', 'a.|b\r\nc.|d', ['rain: b\nc.']],
  ])('%s', async (_title, text, expected) => {
    await writer.window.open('a.md', text);
    writer.window.person.answers('rain');
    await writer.window.run(commands.labelSelection);
    expect(kept()).toEqual(expected);
    expect(writer.window.person.messages).toEqual(['Labeled "rain", which now has 1 example. [Undo]']);
  });

  test('each of several selections', async () => {
    const editor = await writer.window.open('a.md', '|One.| Two.');
    editor.selections = [editor.selection, new vscode.Selection(0, 5, 0, 9)];
    writer.window.person.answers('rain');
    await writer.window.run(commands.labelSelection);
    expect(kept()).toEqual(['rain: One.', 'rain: Two.']);
    expect(writer.window.person.messages).toEqual(['Labeled "rain", which now has 2 examples. [Undo]']);
  });

  test('nothing where Undo is pressed', async () => {
    await writer.window.open('a.md', '|One.|');
    writer.window.person.answers('rain', 'Undo');
    await writer.window.run(commands.labelSelection);
    expect(kept()).toEqual([]);
  });

  test('nothing where Escape is pressed', async () => {
    await writer.window.open('a.md', '|One.|');
    writer.window.person.answers(undefined);
    await writer.window.run(commands.labelSelection);
    expect(writer.window.files.textOf(writer.window.uriOf(labelFile))).toBeUndefined();
    expect(writer.window.person.messages).toEqual([]);
  });
});

describe('"Label Selection As…" says', () => {
  test('that a document is needed', async () => {
    await writer.window.run(commands.labelSelection);
    expect(writer.window.person.brief).toEqual(['Open a document first.']);
  });

  test('that text is needed, on a blank line', async () => {
    await writer.window.open('a.md', 'One.\n|\nTwo.');
    await writer.window.run(commands.labelSelection);
    expect(writer.window.person.brief).toEqual(['Select the text to label.']);
  });

  test('that a folder is needed, as the labels are kept in it', async () => {
    writer = sitDown({});
    register();
    await writer.window.open('a.md', '|One.|');
    await writer.window.run(commands.labelSelection);
    expect(writer.window.person.messages).toEqual(['Open a folder first: labels are kept in a file in it.']);
  });

  test('that the file of labels is no text, and leaves it as it is', async () => {
    const file = writer.window.uriOf(labelFile);
    writer.window.files.put(file, Uint8Array.of(0x7b, 0xff, 0x80));
    await writer.window.open('a.md', '|One.|');
    writer.window.person.answers('rain');
    await writer.window.run(commands.labelSelection);
    expect(writer.window.person.messages).toEqual(['".cloze/labels.jsonl" is not valid UTF-8 text. Save it as UTF-8 and try again.']);
    expect(await writer.window.files.readFile(file)).toEqual(Uint8Array.of(0x7b, 0xff, 0x80));
  });

  test('that the disk is full', async () => {
    writer.window.files.refused.add('/novel/.cloze');
    await writer.window.open('a.md', '|One.|');
    writer.window.person.answers('rain');
    await writer.window.run(commands.labelSelection);
    expect(writer.window.person.messages.join()).toContain('no space left');
  });
});

test('labels in use are offered, the most used first, with how many examples each has', async () => {
  const { window } = writer;
  const line = (label: string, text: string): string => `${JSON.stringify({ text, label })}\n`;
  window.files.put(window.uriOf(labelFile), line('sun', 'a') + line('rain', 'b') + line('rain', 'c'));
  await window.open('a.md', '|One.|');
  window.person.answers(undefined);
  await window.run(commands.labelSelection);
  expect(window.person.asked).toEqual([{ title: 'Label Selection As', items: ['rain', 'sun'] }]);
  expect(window.pickers[0]?.items.map(({ description }) => description)).toEqual(['2', '1']);
});

test('labels that an editor has open and unsaved are those that are added to', async () => {
  const { window } = writer;
  const own = await window.open(labelFile, '');
  own.change([{ start: 0, end: 0, text: '{"text":"typed","label":"sun"}\n' }]);
  await window.open('a.md', '|One.|');
  window.person.answers(undefined);
  await window.run(commands.labelSelection);
  expect(window.person.asked.at(-1)?.items).toEqual(['sun']);
});
