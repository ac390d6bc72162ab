import { beforeEach, describe, expect, test } from 'vitest';
import { ClozeError } from '../../../../src/common/clozeError.js';
import type { TableApi } from '../../../../src/common/methods/tables.js';
import type { TrainClassifierRequest, TrainTaggerRequest } from '../../../../src/common/methods/training.js';
import { commands } from '../../../../src/host/ids.js';
import { readHead } from '../../../../src/learning/heads/headFile.js';
import { registerLabels } from '../../../../src/providers/labels/registerLabels.js';
import { classifierReport } from '../../../util/classifierReports.js';
import { sitDown, type Writer } from '../../../util/editor/writer.js';
import { fakeEngine } from '../../../util/fakeEngine.js';
import { fakeTables } from '../../../util/fakeTables.js';
import { tinyHead } from '../../../util/tinyHead.js';

let writer: Writer;
let requests: (TrainClassifierRequest | TrainTaggerRequest)[];

function register(tables: Partial<TableApi> = {}, failure?: Error): void {
  const { window, clock, log } = writer;
  const engine = fakeEngine({
    trainClassifier(request, _token, tell) {
      requests.push(request);
      tell?.({ done: 1, total: 2, phase: 'reading' });
      tell?.({ done: 1, total: 9, phase: 'training', loss: 0.5 });
      tell?.({ done: 2, total: 2, phase: 'learning' });
      return failure === undefined ? Promise.resolve({ head: tinyHead, report: classifierReport }) : Promise.reject(failure);
    },
    trainTagger(request) {
      requests.push(request);
      return Promise.reject(new ClozeError({ code: 'bad-request', message: 'There are too few sentences.' }));
    },
    classify: () => Promise.reject(new Error('not wanted')),
  });
  registerLabels({ engine, tables: fakeTables(tables), clock, log, isPaused: () => false, extensionUri: window.uriOf('extension') });
}

beforeEach(() => {
  writer = sitDown();
  requests = [];
});

function giveLabels(): void {
  const { window } = writer;
  window.files.put(window.uriOf('.cloze/labels.jsonl'), '{"text":"one","label":"praise"}\n{"text":"two","label":"blame"}\n');
}

const table: Partial<TableApi> = {
  previewTable: () =>
    Promise.resolve({
      columns: { header: ['text', 'mood'], text: 0, label: 1 },
      values: [
        ['one', 'two'],
        ['praise', 'blame'],
      ],
    }),
  readTable: () =>
    Promise.resolve({
      rows: [
        { line: 2, text: 'one', label: 'praise' },
        { line: 3, text: 'two', label: 'blame' },
      ],
    }),
};

const saved = (name: string): string | undefined => writer.window.files.textOf(writer.window.uriOf(`.cloze/${name}.cloze-head.json`));

describe('"Train a Classifier…" learns', () => {
  test('from the labels of the workspace, saves what it learned beside them, and reports on it', async () => {
    register();
    giveLabels();
    const { window } = writer;
    window.person.answers('Labels of This Workspace', 'BERT', 'mood');
    await window.run(commands.trainClassifier);
    expect(window.person.asked.map(({ title }) => title)).toEqual(['Learn from', 'Which Model Reads the Texts?', 'Name of the Classifier']);
    expect(requests).toMatchObject([{ examples: [{ text: 'one', label: 'praise' }, { text: 'two' }], by: 'encoder', multiLabel: false }]);
    expect(readHead(saved('mood') ?? '', 'mood').training.source).toBe('.cloze/labels.jsonl');
    const [page] = window.webviews;
    expect(page).toMatchObject({ title: 'Report on mood' });
    expect(page?.html).toContain('command:cloze.labels.classifyWith?');
    expect(page?.html).toContain('command:cloze.labels.labelLeastSure?');
  });

  test.each([
    { answer: 'BERT, Deep', depth: 'auto' },
    { answer: 'BERT, Deep in Any Case', depth: 'deep' },
  ])('as deep as "$answer" says', async ({ answer, depth }) => {
    register();
    giveLabels();
    writer.window.person.answers('Labels of This Workspace', answer, 'mood');
    await writer.window.run(commands.trainClassifier);
    expect(requests).toMatchObject([{ by: 'encoder', depth }]);
  });

  test('from the table that is open', async () => {
    register(table);
    const { window } = writer;
    await window.open('t.csv', 'text,mood|');
    window.person.answers('This Table', '$(check) Texts: text, labels: mood', 'GPT', 'mood');
    await window.run(commands.trainClassifier);
    expect(requests).toMatchObject([
      {
        examples: [
          { text: 'one', label: 'praise' },
          { text: 'two', label: 'blame' },
        ],
        by: 'causal',
      },
    ]);
  });

  test('from a table that is chosen, with other columns than the guess', async () => {
    register(table);
    const { window } = writer;
    window.person.answers('A Table…', window.uriOf('t.csv'), 'mood', 'text', 'Both', 'mood');
    await window.run(commands.trainClassifier);
    expect(window.person.asked.map(({ title }) => title)).toContain('Which Column Holds the Labels?');
    expect(requests).toMatchObject([{ by: 'both' }]);
  });

  test('from a folder with a folder for each label, which a menu names', async () => {
    register({ readLabelFolder: () => Promise.resolve({ examples: [{ text: 'one', label: 'praise' }], leftOut: [] }) });
    const { window } = writer;
    window.files.put(window.uriOf('moods/praise/a.txt'), 'one');
    window.person.answers('BERT', 'mood');
    await window.run(commands.trainClassifier, window.uriOf('moods'));
    expect(requests).toMatchObject([{ examples: [{ text: 'one', label: 'praise' }] }]);
  });

  test('words from a CoNLL file; what is wrong with it is said', async () => {
    register();
    const { window } = writer;
    window.files.put(window.uriOf('names.conll'), 'Ada B-PER\nsat O\n');
    window.person.answers('CoNLL File…', window.uriOf('names.conll'), 'names');
    await window.run(commands.trainClassifier);
    expect(requests).toMatchObject([{ sentences: [{ words: ['Ada', 'sat'] }] }]);
    expect(window.person.messages).toEqual(['There are too few sentences.']);
  });

  test('nothing, and keeps nothing, where a question is given up', async () => {
    register();
    giveLabels();
    const { window } = writer;
    const before = window.files.names;
    for (const answers of [
      [],
      ['Labels of This Workspace'],
      ['Labels of This Workspace', 'BERT'],
      ['A Table…'],
      ['A Folder for Each Label…'],
    ]) {
      window.person.answers(...answers);
      await window.run(commands.trainClassifier);
    }
    expect(requests).toEqual([]);
    expect(window.files.names).toEqual(before);
  });
});

describe('"Train a Classifier…" says', () => {
  test.each([
    ['a/b', 'Letters, digits, spaces and . _ - only.'],
    [' ', 'Enter a name with a letter or a digit in it.'],
  ])('that "%s" is no name', async (name, message) => {
    register();
    giveLabels();
    writer.window.person.answers('Labels of This Workspace', 'BERT', name);
    await writer.window.run(commands.trainClassifier);
    expect(writer.window.person.messages).toEqual([message]);
    expect(requests).toEqual([]);
  });

  test('that a classifier of that name is replaced, and replaces it', async () => {
    register();
    giveLabels();
    const { window } = writer;
    window.files.put(window.uriOf('.cloze/mood.cloze-head.json'), 'old');
    window.person.answers('Labels of This Workspace', 'BERT', 'mood');
    await window.run(commands.trainClassifier);
    expect(window.person.messages).toEqual(['A classifier with this name exists. It will be replaced.']);
    expect(saved('mood')).toContain('cloze-head');
  });

  test('that the disk is full, and leaves what was there', async () => {
    register();
    giveLabels();
    const { window } = writer;
    window.files.put(window.uriOf('.cloze/mood.cloze-head.json'), 'old');
    window.files.refused.add('/novel/.cloze');
    window.person.answers('Labels of This Workspace', 'BERT', 'mood');
    await window.run(commands.trainClassifier);
    expect(window.person.messages.at(-1)).toBe('The classifier could not be saved: no space left.');
    expect(saved('mood')).toBe('old');
    expect(window.webviews).toEqual([]);
  });

  test('that a table of one column has no labels', async () => {
    register({ previewTable: () => Promise.resolve({ columns: { text: 0 }, values: [['one']] }) });
    const { window } = writer;
    window.person.answers('A Table…', window.uriOf('t.csv'));
    await window.run(commands.trainClassifier);
    expect(window.person.messages).toEqual(['The table has one column only. Labels need one of their own beside the texts.']);
  });

  test('that a CoNLL file is gone', async () => {
    register();
    const { window } = writer;
    window.person.answers('names');
    await window.run(commands.trainClassifier, window.uriOf('gone.conll'));
    expect(window.person.messages).toEqual(['gone.conll cannot be read. Perhaps it was moved.']);
  });

  test('nothing where training is given up', async () => {
    register({}, new ClozeError({ code: 'cancelled', message: 'The request was cancelled.' }));
    giveLabels();
    writer.window.person.answers('Labels of This Workspace', 'BERT', 'mood');
    await writer.window.run(commands.trainClassifier);
    expect(writer.window.person.messages).toEqual([]);
    expect(saved('mood')).toBeUndefined();
  });

  test('that Cloze is off', async () => {
    register();
    writer.window.settings.set('cloze.enable', false);
    await writer.window.run(commands.trainClassifier);
    expect(writer.window.person.messages).toEqual(['Cloze is off. [Enable]']);
  });
});
