import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../src/host/ids.js';
import { labelling } from './labelling.js';
import { useSession } from './useSession.js';

const things = ['soup', 'film', 'novel', 'hotel', 'concert', 'phone', 'teacher', 'garden', 'coffee', 'jacket', 'museum'];
const examples = things.flatMap((thing) => [
  { label: 'praise', text: `What a wonderful ${thing}, I loved every bit of it.` },
  { label: 'blame', text: `The ${thing} was a terrible disappointment, and I want my money back.` },
]);

const table = 'id,text\n1,"What a wonderful lamp, I loved it"\n2,"The lamp was a terrible disappointment, and\nI want my money back"\n3,\n';

/** Has a word that is as rare as can be, so that its surprisal is marked whatever the numbers of the model. */
const letter = 'What a wonderful journey, I loved every kumquat of it.';

describe('Labels of your own', () => {
  const session = useSession({ extension: 'packaged' });
  const { file, run, input, answer, chooseFile, nameClassifier, rows, report } = labelling(session);

  beforeAll(async () => {
    await mkdir(file('.cloze'));
    await writeFile(file('.cloze', 'labels.jsonl'), examples.map((example) => `${JSON.stringify(example)}\n`).join(''));
    await writeFile(file('rows.csv'), table);
    await writeFile(file('letter.txt'), letter);
  });

  test('are given to a selection and kept in a file that people can read', async () => {
    const editor = await session().workbench.openFile('letter.txt');
    await editor.focus();
    await editor.press('Control+A');
    await run(commands.labelSelection);
    await session().workbench.choose('praise');
    await session().workbench.notification('Labeled "praise", which now has 12 examples.').waitFor();
    const lines = (await readFile(file('.cloze', 'labels.jsonl'), 'utf8')).trimEnd().split('\n');
    expect(lines.at(-1)).toBe(JSON.stringify({ label: 'praise', text: letter, source: 'letter.txt' }));
    await session().workbench.run('Notifications: Clear All Notifications');
  });

  test('are learnt, with a report that says how well', async () => {
    await run(commands.trainClassifier);
    await session().workbench.choose('Labels of This Workspace');
    await session().workbench.choose('BERT');
    await nameClassifier('tone');
    await report('tone');
    const accuracy = session()
      .workbench.webview()
      .getByRole('row', { name: /^accuracy/ });
    await expect.poll(() => accuracy.textContent()).toMatch(/\d+ % \(\d+ % to >?\d+ %\)/);
    await session().takePicture('report on a classifier');
    const head = JSON.parse(await readFile(file('.cloze', 'tone.cloze-head.json'), 'utf8')) as { labels: string[] };
    expect(head.labels).toEqual(['blame', 'praise']);
  });

  test('are asked for where a classifier is least sure, the likely ones first', async () => {
    const { workbench, page } = session();
    await writeFile(
      file('unsure.csv'),
      'text\nThe lamp is on the table.\n"What a terrible lamp, I loved it."\n"What a wonderful pen, I loved it."\n',
    );
    await workbench.webview().getByRole('link', { name: 'Label the Least Sure' }).click();
    await workbench.choose('A Table…');
    await chooseFile('unsure.csv');
    await expect.poll(() => workbench.choice(/%/).textContent()).toMatch(/^(praise|blame)/);
    await session().takePicture('label the least sure');
    await workbench.choose('blame');
    await expect
      .poll(() => readFile(file('.cloze', 'labels.jsonl'), 'utf8'))
      .toMatch(/"label":"blame","text":"[^"]+","source":"unsure.csv"\}\n$/);
    // Before the next text is asked about, there is nothing to give up.
    await page.locator('.quick-input-title', { hasText: 'What a' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Labeled 1 text. Train again to see what changes.').first().waitFor();
  });

  test('are shown for a text, with the words that decided', async () => {
    const editor = await session().workbench.openFile('letter.txt');
    await editor.focus();
    await run(commands.classify);
    await session().workbench.choose('The Document');
    await session().workbench.choose('tone');
    const panel = session().workbench.webview();
    await panel.getByRole('treeitem', { name: /^praise/ }).waitFor({ timeout: 60_000 });
    await panel.getByText('Words for "praise"').first().waitFor();
    await session().takePicture('labels of a text');
  });

  test('are explained by marks that have a legend, are there after a change of tabs, and go with Esc; surprisal never mixes with them', async () => {
    const { workbench, page } = session();
    const legend = page.locator('.statusbar-item', { hasText: 'for "praise"' });
    const marks = page.locator('.view-overlays .cdr[class*="ced-"]');
    const isSurprisal = (): Promise<boolean[]> =>
      page.evaluate<boolean[]>(`[...document.querySelectorAll('.view-overlays .cdr[class*="ced-"]')]
        .map((mark) => getComputedStyle(mark).borderBottomColor === 'rgb(209, 134, 22)')`);
    await legend.waitFor();
    const count = await marks.count();
    expect(await isSurprisal()).not.toContain(true);
    await workbench.openFile('rows.csv');
    await legend.waitFor({ state: 'hidden' });
    const editor = await workbench.openFile('letter.txt');
    await legend.waitFor();
    await expect.poll(() => marks.count()).toBe(count);
    await legend.hover();
    await page.locator('.monaco-hover', { hasText: 'A solid line is under words' }).waitFor();
    await session().takePicture('legend of marks');
    await run(commands.toggleSurprisal);
    await legend.waitFor({ state: 'hidden' });
    await expect.poll(isSurprisal).toContain(true);
    expect(await isSurprisal()).not.toContain(false);
    await run(commands.classify);
    await workbench.choose('The Document');
    await workbench.choose('tone');
    await legend.waitFor();
    await expect.poll(isSurprisal).toEqual(Array.from({ length: count }, () => false));
    await editor.focus();
    await editor.press('Escape');
    await legend.waitFor({ state: 'hidden' });
    await expect.poll(isSurprisal).toContain(true);
    expect(await isSurprisal()).not.toContain(false);
    await run(commands.toggleSurprisal);
    await expect.poll(() => marks.count()).toBe(0);
  });

  test('are given to the rows of a table, each of which opens its source, and exported', async () => {
    await session().workbench.openFile('rows.csv');
    await run(commands.classify);
    await session().workbench.choose('The Rows of This Table');
    // The column of texts is guessed.
    await session().workbench.choose(/^text/);
    await session().workbench.choose('tone');
    await expect.poll(() => rows().count()).toBe(3);
    expect((await rows().allTextContents()).map((row) => /^(praise|blame|empty)/.exec(row)?.[1])).toEqual(['praise', 'blame', 'empty']);
    await session().takePicture('labels of rows');
    await rows().nth(1).click();
    await expect.poll(() => session().page.locator('.statusbar-item', { hasText: /^Ln 4/ }).count()).toBe(1);
    await run(commands.exportLabels);
    // The dialog comes with a name in the workspace.
    await expect.poll(() => input().inputValue()).toMatch(/labels\.csv$/);
    await input().press('Enter');
    await expect
      .poll(() => readFile(file('labels.csv'), 'utf8').catch(() => ''))
      .toMatch(/^file,line,label,probability,p_blame,p_praise,text\nrows\.csv,2,praise,/);
  });

  test('of a model that was replaced meanwhile say so, with a button that trains them again', async () => {
    const head = JSON.parse(await readFile(file('.cloze', 'tone.cloze-head.json'), 'utf8')) as { features: { hash: string }[] };
    const old = { ...head, features: head.features.map((source) => ({ ...source, hash: '0'.repeat(64) })) };
    await writeFile(file('.cloze', 'old.cloze-head.json'), JSON.stringify(old));
    const editor = await session().workbench.openFile('letter.txt');
    await editor.focus();
    await run(commands.classify);
    await session().workbench.choose('The Document');
    await session().workbench.choose('old');
    await session().workbench.notification('which has been replaced by another version since').waitFor({ timeout: 60_000 });
    await session().takePicture('a classifier whose model was replaced');
    await session().page.getByRole('button', { name: 'Train Again' }).click();
    await session().workbench.choose('Labels of This Workspace');
    await session().workbench.choice('BERT').waitFor();
    await session().page.keyboard.press('Escape');
    await session().workbench.choice('BERT').waitFor({ state: 'hidden' });
    await session().workbench.run('Notifications: Clear All Notifications');
  });

  test('and all else that Cloze keeps are listed and removed where that is wanted', async () => {
    const { page } = session();
    await run(commands.forgetEverything);
    const choice = (label: string): Locator => page.locator('.quick-input-list .monaco-list-row', { hasText: label });
    await choice('Texts that you labeled (.cloze/labels.jsonl)').waitFor();
    await choice('Built models and trials of devices').waitFor();
    await session().takePicture('forget everything');
    await page.getByRole('button', { name: 'OK' }).click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('Texts that you labeled').waitFor();
    await session().takePicture('forget everything asks');
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Removed. Nothing of it is left.').first().waitFor();
    expect(existsSync(file('.cloze', 'labels.jsonl'))).toBe(false);
    await run(commands.forgetEverything);
    await choice('Built models and trials of devices').waitFor();
    expect(await choice('Texts that you labeled').count()).toBe(0);
    await page.keyboard.press('Escape');
  });

  test('of your choice need no training, and are said to be a guess', async () => {
    const editor = await session().workbench.openFile('letter.txt');
    await editor.focus();
    await run(commands.classify);
    await session().workbench.choose('The Document');
    await session().workbench.choose('Labels of Your Choice…');
    await answer('travel, cooking');
    await session().workbench.choose('One Label');
    const panel = session().workbench.webview();
    await panel.getByRole('treeitem', { name: /^travel/ }).waitFor({ timeout: 90_000 });
    await panel.getByText('Labels without training are a guess.').first().waitFor();
    await session().takePicture('labels without training');
  });
});
