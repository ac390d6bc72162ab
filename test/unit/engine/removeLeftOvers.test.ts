import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeLeftOvers } from '../../../src/engine/removeLeftOvers.js';
import { forgetName, temporaryName } from '../../../src/engine/temporaryName.js';

test('What a process has not finished is removed once it is gone, and nothing else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cloze-left-'));
  try {
    const [writing, given] = [temporaryName('part'), temporaryName('part')];
    forgetName(given);
    const other = given.replace(`-${process.pid}-`, '-999999999-');
    for (const name of [writing, given, other, 'learned.cloze', '.part']) await writeFile(join(folder, name), '');
    await removeLeftOvers(folder);
    expect((await readdir(folder)).sort()).toEqual(['.part', 'learned.cloze', writing].sort());
    forgetName(writing);
    await removeLeftOvers(join(folder, 'absent'));
  } finally {
    await rm(folder, { recursive: true });
  }
});
