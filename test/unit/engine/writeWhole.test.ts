import { chmod, lstat, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeWhole } from '../../../src/engine/writeWhole.js';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'cloze-test-'))));
afterEach(() => rm(folder, { recursive: true }));

describe('A file that is written whole', () => {
  test('replaces a link, and what the link points at stays', async () => {
    await writeFile(join(folder, 'elsewhere'), 'mine');
    await symlink(join(folder, 'elsewhere'), join(folder, 'file'));
    await writeWhole(join(folder, 'file'), 'new');
    expect(await readFile(join(folder, 'elsewhere'), 'utf8')).toBe('mine');
    expect((await lstat(join(folder, 'file'))).isFile()).toBe(true);
  });

  test('is not written through a link that lies where an unfinished file had its name', async () => {
    await writeFile(join(folder, 'elsewhere'), 'mine');
    await symlink(join(folder, 'elsewhere'), join(folder, 'file.part'));
    await writeWhole(join(folder, 'file'), 'new');
    expect(await readFile(join(folder, 'elsewhere'), 'utf8')).toBe('mine');
    expect((await readdir(folder)).sort()).toEqual(['elsewhere', 'file', 'file.part']);
  });

  test('keeps the rights of the file that was there', async () => {
    await writeFile(join(folder, 'file'), 'old');
    await chmod(join(folder, 'file'), 0o600);
    await writeWhole(join(folder, 'file'), 'new');
    expect((await stat(join(folder, 'file'))).mode & 0o777).toBe(0o600);
  });

  test('is one of those that are written at the same time, and nothing else is left', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(1000));
    await Promise.all(texts.map((text) => writeWhole(join(folder, 'file'), text)));
    expect(texts).toContain(await readFile(join(folder, 'file'), 'utf8'));
    expect(await readdir(folder)).toEqual(['file']);
  });
});
