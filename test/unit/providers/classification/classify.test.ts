import { describe, expect, test } from 'vitest';
import * as vscode from 'vscode';
import { ClozeError } from '../../../../src/common/clozeError.js';
import { commands } from '../../../../src/host/ids.js';
import { byFirstLetter } from '../../sessions/classification/labelledTexts.js';
import { classifying } from './classifying.js';

describe('"Classify…" labels', () => {
  test.each([
    ['the selection', 'A. |pleasing.| B.', ['The Selection', 'The Document', 'Files…'], 'The Selection', 'pleasing.'],
    ['the document', 'pleasing.\n|', ['The Document', 'Files…'], 'The Document', 'pleasing.\n'],
  ])('%s', async (_title, text, offered, answer, read) => {
    const { window, requests, classes, answerLabels } = classifying();
    await window.open('a.md', text);
    window.person.answers(answer);
    answerLabels();
    await window.run(commands.classify);
    expect(window.person.asked[0]).toEqual({ title: 'Classify What?', items: offered });
    expect(requests[0]?.texts).toEqual([read]);
    expect(classes.value?.classes.map(({ label }) => label)).toEqual(['praise', 'blame']);
    expect(window.ran).toContainEqual([commands.showProbabilities, 'classes']);
  });

  test('files that match a pattern, each as one text, and lists them', async () => {
    const { window, rows, answerLabels } = classifying();
    window.files.put(window.uriOf('a.md'), 'pleasing');
    window.files.put(window.uriOf('b.txt'), 'bad');
    window.files.put(window.uriOf('c.pdf'), 'bad');
    window.person.answers('**/*.{md,txt}');
    answerLabels();
    await window.run(commands.classify);
    expect(await rows()).toEqual(['praise · 75 %  a.md:1  pleasing', '  praise · 75 %', '  blame · 25 %', 'blame · 75 %  b.txt:1  bad', '  blame · 75 %', '  praise · 25 %']); // prettier-ignore
    expect(window.ran).toContainEqual(['cloze.labels.focus']);
  });

  test('what a menu names: a file', async () => {
    const { window, rows, answerLabels } = classifying();
    window.files.put(window.uriOf('a.md'), 'pleasing');
    answerLabels();
    await window.run(commands.classify, window.uriOf('a.md'));
    expect((await rows())[0]).toBe('praise · 75 %  a.md:1  pleasing');
  });

  test('what a menu names: the texts of a folder', async () => {
    const { window, requests, answerLabels } = classifying();
    for (const name of ['part/b.md', 'part/a.tex', 'part/x.png', 'c.md']) window.files.put(window.uriOf(name), 'pleasing');
    answerLabels();
    await window.run(commands.classify, window.uriOf('part'));
    expect(requests.flatMap(({ texts }) => texts)).toHaveLength(2);
  });

  test('the rows of a table, of the column that is chosen', async () => {
    const { window, rows, requests, answerLabels } = classifying(
      {},
      {
        previewTable: () =>
          Promise.resolve({
            columns: { header: ['id', 'text'], text: 1 },
            values: [
              ['1', '2'],
              ['pleasing', 'bad'],
            ],
          }),
        readTable: ({ columns }) =>
          Promise.resolve({ rows: [{ line: 2, text: columns?.text === 1 ? 'pleasing' : '1' }, { line: 3, text: 'bad' }] }), // prettier-ignore
      },
    );
    await window.open('t.csv', 'id,text|');
    window.person.answers('The Rows of This Table', 'text');
    answerLabels();
    await window.run(commands.classify);
    expect(window.person.asked[1]).toEqual({
      title: 'Which Column Holds the Texts?',
      items: ['text', 'id', '$(list-flat) The First Row Is Data (No Header)'],
    });
    expect(requests[0]?.texts).toEqual(['pleasing', 'bad']);
    expect((await rows())[0]).toBe('praise · 75 %  t.csv:2  pleasing');
  });

  test('nothing where Escape is pressed at any question', async () => {
    for (const answers of [
      [],
      ['The Document'],
      ['The Document', 'Labels of Your Choice…'],
      ['The Document', 'Labels of Your Choice…', 'a, b'],
    ]) {
      const { window, requests } = classifying();
      await window.open('a.md', 'Text|');
      window.person.answers(...answers);
      await window.run(commands.classify);
      expect(requests).toEqual([]);
    }
  });
});

describe('Labels of one’s own choice', () => {
  test.each([
    ['praise', 'Enter at least two different labels.'],
    ['praise, praise,', 'Enter at least two different labels.'],
  ])('are at least two: not %j', async (typed, message) => {
    const { window, requests } = classifying();
    await window.open('a.md', 'Text|');
    window.person.answers('The Document', 'Labels of Your Choice…', typed);
    await window.run(commands.classify);
    expect(window.person.messages).toEqual([message]);
    expect(requests).toEqual([]);
  });

  test('may all be given to a text, or none', async () => {
    const { window, requests } = classifying();
    await window.open('a.md', 'Text|');
    window.person.answers('The Document', 'Labels of Your Choice…', 'a, b', 'Several Labels or None');
    await window.run(commands.classify);
    expect(requests[0]).toMatchObject({ multiLabel: true, classifier: { kind: 'zero-shot', labels: ['a', 'b'] } });
  });

  test('are offered first the next time', async () => {
    const { window, answerLabels } = classifying();
    await window.open('a.md', 'Text|');
    window.person.answers('The Document');
    answerLabels();
    await window.run(commands.classify);
    window.person.answers('The Document', '$(history) praise, blame');
    await window.run(commands.classify);
    expect(window.person.asked.at(-1)).toEqual({
      title: 'Classify with',
      items: ['$(history) praise, blame', '$(edit) Labels of Your Choice…', '$(folder-opened) A Checkpoint in a Folder…'],
    });
  });
});

describe('What classifies', () => {
  test('may be an installed checkpoint, which is offered with its labels', async () => {
    const installed = [
      { model: 'sst2', kind: 'text' as const, labels: ['good', 'bad'] },
      { model: 'ner', kind: 'words' as const, labels: ['PER'] },
    ];
    const { window, requests } = classifying({ classifiers: () => Promise.resolve(installed) });
    await window.open('a.md', 'Text|');
    window.person.answers('The Document', 'sst2');
    await window.run(commands.classify);
    expect(window.person.asked.at(-1)?.items).toEqual([
      '$(package) sst2',
      '$(edit) Labels of Your Choice…',
      '$(folder-opened) A Checkpoint in a Folder…',
    ]);
    expect(requests[0]?.classifier).toEqual({ kind: 'checkpoint', model: 'sst2' });
  });

  test('may be a classifier of one’s own; one whose file is broken says so', async () => {
    const { window, requests } = classifying();
    window.files.put(window.uriOf('.cloze/mood.cloze-head.json'), '{');
    await window.open('a.md', 'Text|');
    window.person.answers('The Document', '$(mortar-board) mood');
    await window.run(commands.classify);
    expect(requests).toEqual([]);
    expect(window.person.messages.join()).toContain('.cloze/mood.cloze-head.json');
  });

  test('may be in a folder that is chosen first; one without a model says so', async () => {
    const { window } = classifying();
    window.files.put(vscode.Uri.parse('file:///models/readme.txt'), '');
    await window.open('a.md', 'Text|');
    window.person.answers('The Document', 'A Checkpoint in a Folder…', vscode.Uri.parse('file:///models'));
    await window.run(commands.classify);
    expect(window.person.messages[0]).toMatch(/^No model is in \/models\..* \[Choose Another Folder…\]$/);
    expect(window.settings.valueOf('cloze.modelFolders')).toEqual([]);
  });

  test.each([
    ['the folder of one model: the folder around it is remembered', ['config.json'], '/'],
    ['a folder of several models', ['bert/config.json', 'gpt/config.json'], '/models'],
  ])('may be in a folder that is chosen first: %s', async (_title, files, remembered) => {
    const { window } = classifying();
    for (const file of files) window.files.put(vscode.Uri.parse(`file:///models/${file}`), '{}');
    await window.open('a.md', 'Text|');
    window.person.answers('The Document', 'A Checkpoint in a Folder…', vscode.Uri.parse('file:///models'));
    await window.run(commands.classify);
    expect(window.settings.valueOf('cloze.modelFolders')).toEqual([remembered]);
    expect(window.person.asked.at(-1)?.title).toBe('Classify with');
  });
});

describe('Instead of labels there is a message', () => {
  test('while Cloze is off, with a button that enables it', async () => {
    const { window } = classifying();
    window.settings.set('cloze.enable', false);
    window.person.answers('Enable');
    await window.run(commands.classify);
    expect(window.person.messages).toEqual(['Cloze is off. [Enable]']);
    expect(window.ran).toEqual([[commands.toggle]]);
  });

  test('where no document is open', async () => {
    const { window } = classifying();
    await window.run(commands.classifySelection);
    expect(window.person.brief).toEqual(['Open a document first.']);
  });

  test('where there are no words', async () => {
    const { window, answerLabels } = classifying();
    await window.open('a.md', '|\n\n|');
    answerLabels();
    await window.run(commands.classifySelection);
    expect(window.person.brief).toEqual(['There are no words to classify here.']);
  });

  test('where the engine fails: what it says', async () => {
    const { window, answerLabels } = classifying({
      classify: () => Promise.reject(new ClozeError({ code: 'model-not-found', message: 'There is no model.', action: 'choose-model' })),
    });
    await window.open('a.md', '|Text|');
    answerLabels();
    await window.run(commands.classifySelection);
    expect(window.person.messages).toEqual(['There is no model. [Choose Model]']);
  });

  test('where Cloze has a bug: that the log has more about it, which it has', async () => {
    const { window, answerLabels } = classifying({ classify: () => Promise.reject(new Error('odd')) });
    await window.open('a.md', '|Text|');
    answerLabels();
    await window.run(commands.classifySelection);
    expect(window.person.messages).toEqual(['This failed because of a bug in Cloze: odd. The log has more about it. [Show Log]']);
    expect(window.logged.join()).toContain('odd');
  });
});

describe('What is left of many texts is offered', () => {
  test('files that could not be read, which are tried again', async () => {
    const { window, rows, answerLabels } = classifying();
    window.files.put(window.uriOf('a.md'), 'pleasing');
    window.files.put(window.uriOf('b.md'), Uint8Array.of(0x62, 0xff, 0x80));
    window.person.answers('**/*.md');
    answerLabels();
    await window.run(commands.classify);
    expect(window.person.messages).toEqual(['1 file could not be read as text: b.md [Try Again]']);
    expect((await rows()).filter((row) => !row.startsWith(' '))).toHaveLength(1);
  });

  test('and read then, where they are in order by now; what is done is not done again', async () => {
    const { window, rows, requests, answerLabels } = classifying();
    window.files.put(window.uriOf('a.md'), 'pleasing');
    window.files.put(window.uriOf('b.md'), Uint8Array.of(0x62, 0xff, 0x80));
    const read = window.files.readFile;
    let reads = 0;
    window.files.readFile = (uri) =>
      uri.path.endsWith('b.md') && reads++ > 0 ? Promise.resolve(new TextEncoder().encode('bad')) : read(uri);
    window.person.answers('**/*.md');
    answerLabels();
    window.person.answers('Try Again');
    await window.run(commands.classify);
    await new Promise((resolve) => setImmediate(resolve));
    expect((await rows()).filter((row) => !row.startsWith(' '))).toHaveLength(2);
    expect(requests.flatMap(({ texts }) => texts)).toEqual(['pleasing', 'bad']);
  });

  test('the others, where it failed on the way: what is done stays', async () => {
    let asked = 0;
    const { window, rows, answerLabels } = classifying({
      classify: (request) => (asked++ === 0 ? Promise.resolve(byFirstLetter(request)) : Promise.reject(new ClozeError({ code: 'engine-crashed', message: 'It crashed.' }))), // prettier-ignore
    });
    for (let file = 0; file < 200; file++) window.files.put(window.uriOf(`${file}.md`), `pleasing ${file}`);
    window.person.answers('**/*.md');
    answerLabels();
    await window.run(commands.classify);
    const done = (await rows()).filter((row) => !row.startsWith(' ')).length;
    expect(done).toBeGreaterThan(0);
    expect(window.person.messages[0]).toBe('It crashed.');
    expect(window.person.messages[1]).toMatch(/^\d+ texts? ha(?:s|ve) .* \[Go On\]$/);
  });
});
