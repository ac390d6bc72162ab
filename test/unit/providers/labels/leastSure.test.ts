import { beforeEach, describe, expect, test } from 'vitest';
import { commands } from '../../../../src/host/ids.js';
import { headText } from '../../../../src/learning/heads/headFile.js';
import { registerLabels } from '../../../../src/providers/labels/registerLabels.js';
import { sitDown, type Writer } from '../../../util/editor/writer.js';
import { fakeEngine } from '../../../util/fakeEngine.js';
import { fakeTables } from '../../../util/fakeTables.js';
import { tinyHead } from '../../../util/tinyHead.js';

/** How sure the classifier is of a text that begins with a digit: 0.5 to 0.9. */
const sureness = (text: string): number => 0.5 + Number(text.charAt(0)) / 10;

let writer: Writer;
let classifier: string;

beforeEach(() => {
  writer = sitDown();
  const { window, clock, log } = writer;
  const engine = fakeEngine({
    classify: ({ texts }) =>
      Promise.resolve({
        labels: ['praise', 'blame'],
        model: 'tiny',
        texts: texts.map((text) => ({ probabilities: [sureness(text), 1 - sureness(text)], passages: [], deciding: 0 })),
      }),
  });
  const tables = fakeTables({
    previewTable: () => Promise.resolve({ columns: { text: 0 }, values: [['4 row']] }),
    readTable: () => Promise.resolve({ rows: [{ line: 1, text: '4 row' }, { line: 2, text: '1 row' }] }), // prettier-ignore
  });
  registerLabels({ engine, tables, clock, log, isPaused: () => false, extensionUri: window.uriOf('extension') });
  window.files.put(window.uriOf('.cloze/mood.cloze-head.json'), headText(tinyHead));
  classifier = window.uriOf('.cloze/mood.cloze-head.json').toString();
});

/** The texts that were labelled, in that order, each with its label. */
function labelled(): string[] {
  const { window } = writer;
  const lines = (window.files.textOf(window.uriOf('.cloze/labels.jsonl')) ?? '').split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as { text: string; label: string }).map(({ text, label }) => `${text}: ${label}`);
}

describe('"Label the Least Sure" asks about', () => {
  test('the paragraphs of the document, the least sure first, until Escape', async () => {
    const { window } = writer;
    await window.open('a.md', '3 is here.\n\n1 is here.\n\n2 is here.|');
    window.person.answers('The Paragraphs of This Document', 'blame', 'praise', undefined);
    await window.run(commands.labelLeastSure, classifier);
    expect(labelled()).toEqual(['1 is here.: blame', '2 is here.: praise']);
  });

  test('the rows of a table that is chosen', async () => {
    const { window } = writer;
    window.person.answers('A Table…', window.uriOf('t.csv'), 'blame', undefined);
    await window.run(commands.labelLeastSure, classifier);
    expect(labelled()).toEqual(['1 row: blame']);
  });

  test('the rows of the table that is open', async () => {
    const { window } = writer;
    await window.open('t.csv', '4 row\n1 row|');
    window.person.answers('The Rows of This Table', 'blame', undefined);
    await window.run(commands.labelLeastSure, classifier);
    expect(labelled()).toEqual(['1 row: blame']);
  });

  test('nothing that has a label already', async () => {
    const { window } = writer;
    window.files.put(window.uriOf('.cloze/labels.jsonl'), '{"text":"1 is here.","label":"praise"}\n');
    await window.open('a.md', '1 is here.|');
    window.person.answers('The Paragraphs of This Document');
    await window.run(commands.labelLeastSure, classifier);
    expect(window.person.brief).toEqual(['All texts there have a label already.']);
  });

  test('nothing where no texts are chosen', async () => {
    const { window } = writer;
    await window.run(commands.labelLeastSure, classifier);
    window.person.answers('A Table…', undefined);
    await window.run(commands.labelLeastSure, classifier);
    expect(labelled()).toEqual([]);
  });
});
