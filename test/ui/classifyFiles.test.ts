import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../src/host/ids.js';
import { canMakeDisks, type SmallDisk, smallDisk } from '../util/fullDisk.js';
import { labelling } from './labelling.js';
import { useSession } from './useSession.js';

describe('Labels of many files', () => {
  const session = useSession({ extension: 'packaged' });
  const { file, run, input, answer, rows } = labelling(session);

  beforeAll(async () => {
    await mkdir(file('notes'));
    await writeFile(file('notes', 'match.txt'), 'The striker scored twice before half-time.');
    await writeFile(file('notes', 'stew.txt'), 'Fry the onions in butter, then add the beans.');
    await writeFile(file('notes', 'gone.txt'), 'The goalkeeper saved a penalty.');
  });

  test('are given also where a file is deleted meanwhile, which is named', async () => {
    await run(commands.classify);
    await answer('notes/*.txt');
    // The files are known once it is asked what is to label them.
    await session().page.locator('.quick-input-list').getByText('Labels of Your Choice…').waitFor();
    await rm(file('notes', 'gone.txt'));
    await session().workbench.choose('Labels of Your Choice…');
    await answer('cooking, football');
    await session().workbench.choose('One Label');
    await session().workbench.notification('1 file could not be read as text: notes/gone.txt').waitFor({ timeout: 90_000 });
    await expect.poll(async () => (await rows().allTextContents()).map((row) => /^(cooking|football)/.exec(row)?.[1])).toEqual(['football', 'cooking']); // prettier-ignore
  });

  test.skipIf(!canMakeDisks)('are exported whole or not at all: a full disk keeps what it had (needs the right to mount one)', async () => {
    const disk: SmallDisk = await smallDisk(8);
    const exported = path.join(disk.folder, 'labels.csv');
    await writeFile(exported, 'before\n');
    await writeFile(path.join(disk.folder, 'filler'), Buffer.alloc(4096));
    const exportTo = async (place: string): Promise<void> => {
      await run(commands.exportLabels);
      await expect.poll(() => input().inputValue()).toMatch(/labels\.csv$/);
      await input().fill(place);
      // Before the dialog has read the folder, it takes no Enter.
      await session().page.locator('.quick-input-list .monaco-list-row', { hasText: 'labels.csv' }).waitFor();
      await input().press('Enter');
      // It is asked whether the file may be replaced.
      await session().page.getByText('labels.csv already exists').waitFor();
      await input().press('Enter');
    };
    await exportTo(exported);
    await session()
      .workbench.notification(/^The labels could not be saved: .*Choose another place/)
      .waitFor();
    expect(await readFile(exported, 'utf8')).toBe('before\n');
    expect((await readdir(disk.folder)).sort()).toEqual(['filler', 'labels.csv']);
    await session().workbench.run('Notifications: Clear All Notifications');

    disk.grow(64);
    await exportTo(exported);
    await expect
      .poll(() => readFile(exported, 'utf8'))
      .toMatch(/^file,line,label,probability,p_cooking,p_football,text\nnotes\/match\.txt,1,football,/);
    expect((await readdir(disk.folder)).sort()).toEqual(['filler', 'labels.csv']);
    await disk.remove();
  });
});
