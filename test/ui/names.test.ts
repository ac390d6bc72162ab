import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../src/host/ids.js';
import { labelling } from './labelling.js';
import { useSession } from './useSession.js';

describe('Names in a text', () => {
  const session = useSession({ extension: 'packaged' });
  const { file, run, input, chooseFile, rows, report } = labelling(session);
  const train = async (name: string): Promise<void> => {
    await run(commands.trainClassifier);
    await session().workbench.choose('CoNLL File…');
    await session().page.locator('.quick-input-list .monaco-list-row', { hasText: name }).waitFor();
    await chooseFile(name);
    await expect.poll(() => input().inputValue()).toBe('names');
    await input().press('Enter');
  };

  beforeAll(async () => {
    await copyFile(path.join(import.meta.dirname, '../data/classification/names.conll'), file('names.conll'));
    await writeFile(file('broken.conll'), 'Ann\tB-PER\nwaved\n');
    await writeFile(file('letter.txt'), 'Yesterday Martha Quill came home from Aberdeen. It rained.\n');
  });

  test('cannot be found before something has learnt to, which is said', async () => {
    const editor = await session().workbench.openFile('letter.txt');
    await editor.focus();
    await run(commands.findNames);
    await session().workbench.notification('needs a checkpoint that labels words').waitFor();
  });

  test('are not learnt from a broken file, and its line is named', async () => {
    await train('broken.conll');
    await session().workbench.notification('Line 2 of broken.conll has one column only').waitFor();
  });

  test('are learnt from a file of words with tags, with a report', async () => {
    await train('names.conll');
    await report('names');
    await session()
      .workbench.webview()
      .getByRole('row', { name: /^F1 \d+ % \(\d+ % to >?\d+ %\)/ })
      .waitFor();
    await session()
      .workbench.webview()
      .getByRole('row', { name: /^LOC(\s+>?\d+ %){3}/ })
      .waitFor();
    await session().takePicture('report on names');
    const head = JSON.parse(await readFile(file('.cloze', 'names.cloze-head.json'), 'utf8')) as { unit: string; labels: string[] };
    expect(head).toMatchObject({ unit: 'span', labels: ['O', 'B-LOC', 'I-LOC', 'B-PER', 'I-PER'] });
  });

  test('are found in a text and listed with what they are', async () => {
    const editor = await session().workbench.openFile('letter.txt');
    await editor.focus();
    await run(commands.findNames);
    await expect.poll(() => rows().count()).toBe(2);
    expect((await rows().allTextContents()).map((row) => /^(PER|LOC).*(Martha Quill|Aberdeen)$/.exec(row)?.slice(1))).toEqual([
      ['PER', 'Martha Quill'],
      ['LOC', 'Aberdeen'],
    ]);
    await session().takePicture('names in a text');
  });

  test('are not asked of a classifier of texts, nor texts of a classifier of words', async () => {
    await run(commands.classify);
    await session().workbench.choose('The Document');
    await session().workbench.choose('names');
    await session().workbench.notification('This classifier labels words, not texts.').waitFor();
  });
});
