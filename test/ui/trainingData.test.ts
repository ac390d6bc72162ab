import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../src/host/ids.js';
import { cloze } from '../model/cli/clozeCommand.js';
import { labelling } from './labelling.js';
import { themes } from './session.js';
import { useSession } from './useSession.js';

const things = ['soup', 'film', 'novel', 'hotel', 'concert', 'phone', 'teacher', 'garden', 'coffee', 'jacket', 'museum'];
const praise = things.map((thing) => `What a wonderful ${thing}, I loved every bit of it.`);
const blame = things.map((thing) => `The ${thing} was a terrible disappointment, and I want my money back.`);

/** The names of its columns are none of the usual ones. */
const opinions = ['mood,opinion', ...praise.map((text) => `fine,"${text}"`), ...blame.map((text) => `dire,"${text}"`), ''].join('\n');

const labels = things
  .map((_, at) =>
    [
      { label: 'praise', text: praise[at] },
      { label: 'blame', text: blame[at] },
    ]
      .map((each) => `${JSON.stringify(each)}\n`)
      .join(''),
  )
  .join('');

const foods = ['soup', 'coffee', 'bread', 'pasta', 'cheese', 'pudding', 'salad', 'stew', 'pizza', 'curry', 'tea', 'chocolate'];
const others = ['hotel', 'train ride', 'museum', 'film', 'novel', 'jacket', 'phone', 'concert', 'garden', 'bicycle', 'carpet', 'lecture'];

/** What a person says about a thing, with the labels "praise" and "food" as they fit. */
const topics = [...foods.map((thing) => ({ thing, label: ['food'] })), ...others.map((thing) => ({ thing, label: [] }))].flatMap(
  ({ thing, label }) => [
    { text: `What a wonderful ${thing}, I loved every bit of it.`, label: [...label, 'praise'] },
    { text: `The ${thing} was a terrible disappointment, and I want my money back.`, label },
  ],
);

const table =
  'id,text\n1,"What a wonderful omelette, I loved every bit of it."\n2,"The omelette was a terrible disappointment, and I want my money back."\n3,"The taxi was a terrible disappointment, and I want my money back."\n';

describe('A classifier of your own learns from', () => {
  const session = useSession({ extension: 'packaged' });
  const { file, run, input, answer, chooseFile, nameClassifier, rows, report } = labelling(session);
  const choices = (): Locator => session().page.locator('.quick-input-list .monaco-list-row');
  const labelsOf = async (name: string): Promise<string[]> =>
    (JSON.parse(await readFile(file('.cloze', `${name}.cloze-head.json`), 'utf8')) as { labels: string[] }).labels;

  beforeAll(async () => {
    for (const [label, texts] of Object.entries({ praise, blame })) {
      await mkdir(file('mail', label), { recursive: true });
      for (const [at, text] of texts.entries()) await writeFile(file('mail', label, `${at}.txt`), text);
    }
    await writeFile(file('mail', 'praise', 'photo.txt'), Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1));
    await writeFile(file('opinions.csv'), opinions);
    await writeFile(file('topics.jsonl'), topics.map((topic) => `${JSON.stringify(topic)}\n`).join(''));
    await writeFile(file('rows.csv'), table);
    await writeFile(file('letter.txt'), 'What a wonderful journey, I loved every mile of it.');
    await mkdir(file('.cloze'));
    await writeFile(file('.cloze', 'labels.jsonl'), labels);
    await mkdir(file('.vscode'));
    await writeFile(file('.vscode', 'settings.json'), JSON.stringify({ 'cloze.labels.retrainMinutes': 0.02 }));
  });

  test('a folder for each label, and names the files that are no texts', async () => {
    await run(commands.trainClassifier);
    await session().workbench.choose('A Folder for Each Label…');
    await session().workbench.choose('mail');
    await choices().filter({ hasText: 'blame' }).waitFor();
    await session().page.getByRole('button', { name: 'Learn From It' }).click();
    await session().workbench.choose('BERT');
    await nameClassifier('mail');
    await report('mail');
    await session().workbench.webview().getByRole('row', { name: 'praise/photo.txt not a text file' }).waitFor();
    await session().takePicture('report on a folder');
    expect(await labelsOf('mail')).toEqual(['blame', 'praise']);
  });

  test('the columns of a table that are shown with their values', async () => {
    await run(commands.trainClassifier);
    await session().workbench.choose('A Table…');
    await chooseFile('opinions.csv');
    // Names that are not usual ones are taken for a row at first.
    await session().workbench.choose('The First Row Is a Header');
    await choices().filter({ hasText: 'Texts: opinion, labels: mood' }).waitFor();
    await session().takePicture('columns of a table');
    await input().press('Enter');
    await session().workbench.choice('BERT').waitFor();
    // Reading the report meanwhile loses nothing of what was chosen.
    await session()
      .workbench.webview()
      .getByRole('heading', { name: /^Held-out examples/ })
      .click();
    await session().workbench.choose('BERT');
    await nameClassifier('moods');
    await report('moods');
    expect(await labelsOf('moods')).toEqual(['dire', 'fine']);
  });

  test('texts that have several labels or none, and exports them', async () => {
    await run(commands.trainClassifier);
    await session().workbench.choose('A Table…');
    await chooseFile('topics.jsonl');
    await choices().filter({ hasText: 'Texts: text, labels: label' }).waitFor();
    await input().press('Enter');
    await session().workbench.choose('Several Labels or None');
    await session().workbench.choose('BERT');
    await nameClassifier('topics');
    await report('topics');
    await session().workbench.webview().getByRole('row', { name: 'all labels right' }).waitFor();
    await session().takePicture('report on several labels');
    await session().workbench.openFile('rows.csv');
    await run(commands.classify);
    await session().workbench.choose('The Rows of This Table');
    await session().workbench.choose(/^text/);
    await session().workbench.choose('topics');
    await expect.poll(() => rows().count()).toBe(3);
    await session().takePicture('several labels of rows');
    expect((await rows().allTextContents()).map((row) => /^(food; praise|food|no label)/.exec(row)?.[1])).toEqual([
      'food; praise',
      'food',
      'no label',
    ]);
    await run(commands.exportLabels);
    await expect.poll(() => input().inputValue()).toMatch(/labels\.csv$/);
    await chooseFile('labels.jsonl');
    const lines = async () => (await readFile(file('labels.jsonl'), 'utf8').catch(() => '')).trimEnd().split('\n');
    await expect.poll(async () => (await lines()).map((line) => /"label":(\[.*?\])/.exec(line)?.[1])).toEqual(['["food","praise"]', '["food"]', '[]']); // prettier-ignore
  });

  test('what the command line says to the last digit', async () => {
    const words = ['classify', file('rows.csv'), '--head', file('.cloze', 'topics.cloze-head.json'), '--output', file('cli.csv')];
    expect((await cloze(words)).code).toBe(0);
    const exported = (await readFile(file('labels.jsonl'), 'utf8')).trimEnd().split('\n');
    const said = exported.map((line) => Object.values((JSON.parse(line) as { probabilities: object }).probabilities).map(String));
    const rowsOfCli = (await readFile(file('cli.csv'), 'utf8')).trimEnd().split('\n').slice(1);
    expect(rowsOfCli.map((line) => line.split(',').slice(-2))).toEqual(said);
  });

  test('how probable each label of a text is, and from where on it has it', async () => {
    const editor = await session().workbench.openFile('letter.txt');
    await editor.focus();
    await run(commands.classify);
    await session().workbench.choose('The Document');
    await session().workbench.choose('topics');
    const panel = session().workbench.webview();
    await panel.getByRole('treeitem', { name: /^praise.*from \d+ % on/ }).waitFor({ timeout: 60_000 });
    expect(await panel.getByRole('heading', { level: 3 }).allTextContents()).toEqual(expect.arrayContaining(['Assigned Labels', 'Other Labels'])); // prettier-ignore
  });

  test.each(themes)('what can be seen in the theme %s', async (theme, kind) => {
    await session().putOnTheme(theme, kind);
    await session().workbench.tab('Report on topics').click();
    await session().page.locator('iframe.webview.ready').nth(1).waitFor();
    await rows().first().waitFor();
    await session().takePicture(`labels ${theme}`);
  });

  test('what can be seen at twice the size', async () => {
    const { page } = session();
    const size = page.viewportSize() ?? { width: 1280, height: 800 };
    await page.setViewportSize({ width: size.width / 2, height: size.height / 2 });
    for (const view of ['Probabilities', 'Flow']) await page.getByRole('button', { name: `${view} Section` }).click();
    await rows().first().waitFor();
    await session().takePicture('labels twice the size');
    for (const view of ['Probabilities', 'Flow']) await page.getByRole('button', { name: `${view} Section` }).click();
    await page.setViewportSize(size);
  });

  test('labels that change, when nobody types, and forgets them again with one click', async () => {
    await run(commands.trainClassifier);
    await session().workbench.choose('Labels of This Workspace');
    await session().workbench.choose('BERT');
    await nameClassifier('tone');
    await session().workbench.tab('Report on tone').waitFor({ timeout: 120_000 });
    const head = (): Promise<string> => readFile(file('.cloze', 'tone.cloze-head.json'), 'utf8');
    const before = await head();
    const editor = await session().workbench.openFile('letter.txt');
    await editor.focus();
    await run(commands.labelSelection);
    await session().page.getByRole('option', { name: 'praise, 11' }).waitFor();
    await answer('praise');
    const told = session().workbench.notification('Labels have changed: "tone" was trained again.');
    await told.waitFor({ timeout: 60_000 });
    expect(await head()).not.toBe(before);
    await session().takePicture('trained again');
    await told.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(head).toBe(before);
    const labelled = session().workbench.notification('Labeled "praise", which now has 12 examples.');
    await labelled.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => readFile(file('.cloze', 'labels.jsonl'), 'utf8')).toBe(labels);
  });
});
