import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeWhole } from '../../../src/cli/writeWhole.js';
import { canMakeDisks, smallDisk } from '../../util/fullDisk.js';

test('A file is written, also over another one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  for (const text of ['first', 'second']) {
    await writeWhole(join(folder, 'head.json'), text);
    expect(await readFile(join(folder, 'head.json'), 'utf8')).toBe(text);
  }
  expect(await readdir(folder)).toEqual(['head.json']);
  await rm(folder, { recursive: true });
});

test.skipIf(!canMakeDisks)('On a full disk (needs the right to mount one) what stood there stays, and nothing else is left', async () => {
  const disk = await smallDisk(16);
  const file = join(disk.folder, 'head.json');
  await writeFile(file, 'before');
  await expect(writeWhole(file, 'x'.repeat(50_000))).rejects.toThrow('ENOSPC');
  expect(await readdir(disk.folder)).toEqual(['head.json']);
  expect(await readFile(file, 'utf8')).toBe('before');
  await disk.remove();
});
