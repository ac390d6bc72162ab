import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CancellationSource } from '../../../../src/common/cancellation.js';
import type { ReadLabelFolderResult } from '../../../../src/common/methods/tables.js';
import { readLabelFolder } from '../../../../src/engine/tables/labelFolder.js';

let root: string;
beforeEach(async () => void (root = join(await mkdtemp(join(tmpdir(), 'cloze-test-')), 'mail')));
afterEach(() => rm(dirname(root), { recursive: true }));

/** The folder `mail` with these files in it. */
async function read(files: Readonly<Record<string, string | Uint8Array>>): Promise<ReadLabelFolderResult> {
  await mkdir(root, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), content);
  }
  return readLabelFolder({ path: root });
}

const twoLabels = { 'praise/a.txt': 'Wonderful.', 'blame/a.txt': 'Terrible.' };

describe('A folder with a folder for each label', () => {
  test('gives each text its label, labels and files in the order of their names', async () => {
    const { examples } = await read({ 'praise/b.txt': 'Lovely.', 'praise/a.md': 'Wonderful.', 'blame/2024/x.txt': 'Terrible.' });
    expect(examples).toEqual([
      { label: 'blame', text: 'Terrible.' },
      { label: 'praise', text: 'Wonderful.' },
      { label: 'praise', text: 'Lovely.' },
    ]);
  });

  test.each<[string, string | Uint8Array, string]>([
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13), 'binary'],
    ['Latin-1', Uint8Array.of(0x47, 0x72, 0xfc, 0xdf, 0x65), 'encoding'],
    ['nothing', '', 'empty'],
    ['no words', '…\n\n', 'empty'],
  ])('leaves out and names a file with %s', async (_, content, why) => {
    const { examples, leftOut } = await read({ ...twoLabels, 'blame/old/odd.txt': content });
    expect(examples).toHaveLength(2);
    expect(leftOut).toEqual([{ file: 'blame/old/odd.txt', why }]);
  });

  test('leaves out and names a file that is larger than any text', async () => {
    await read(twoLabels);
    await writeFile(join(root, 'praise/disk.img'), '');
    await truncate(join(root, 'praise/disk.img'), 2 ** 40);
    expect((await readLabelFolder({ path: root })).leftOut).toEqual([{ file: 'praise/disk.img', why: 'too-large' }]);
  });

  test('reads UTF-16 where a byte-order mark says so', async () => {
    const { examples } = await read({ ...twoLabels, 'praise/b.txt': Buffer.from('\uFEFFGrüße', 'utf16le') });
    expect(examples.at(-1)).toEqual({ label: 'praise', text: 'Grüße' });
  });

  test('passes over hidden files, links and what lies beside the folders', async () => {
    await read({ ...twoLabels, 'praise/.DS_Store': 'x', '.git/config': 'x', 'README.md': 'About.' });
    await symlink(root, join(root, 'praise/loop'));
    expect(await readLabelFolder({ path: root })).toMatchObject({ examples: { length: 2 }, leftOut: [] });
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['without folders', { 'a.txt': 'x' }, 'mail has no folders in it. Put the texts of each label into a folder'],
    ['with one label', { 'praise/a.txt': 'x' }, 'Only its folder "praise" has texts. A classifier needs texts of two labels'],
    ['whose other label has no texts', { 'praise/a.txt': 'x', 'blame/a.txt': '' }, 'Without words, or no text: blame/a.txt. A classifier'],
  ])('%s is refused in a sentence', async (_, files, reason) => {
    await expect(read(files)).rejects.toThrow(reason);
  });

  test('that is not there is refused', async () => {
    await expect(readLabelFolder({ path: root })).rejects.toMatchObject({ code: 'disk' });
  });

  test('is given up when that is wanted', async () => {
    await read(twoLabels);
    const stop = new CancellationSource();
    stop.cancel();
    await expect(readLabelFolder({ path: root }, stop.token)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
