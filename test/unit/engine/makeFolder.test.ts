import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder } from '../../../src/engine/makeFolder.js';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'cloze-test-'))));
afterEach(() => rm(folder, { recursive: true }));

test('a folder is made together with those above it, once or again', async () => {
  await makeFolder(join(folder, 'a', 'b', 'c'));
  await makeFolder(join(folder, 'a', 'b', 'c'));
  expect((await stat(join(folder, 'a', 'b', 'c'))).isDirectory()).toBe(true);
});

test('a file in the way is an error', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(makeFolder(join(folder, 'file'))).rejects.toThrow('EEXIST');
  await expect(makeFolder(join(folder, 'file', 'below'))).rejects.toThrow('ENOTDIR');
});

test.skipIf(process.platform !== 'linux')('a file system that makes no folders is an error, not an endless wait', async () => {
  await expect(makeFolder('/proc/none/below')).rejects.toThrow('ENOENT');
});

test.skipIf(process.platform === 'win32')('only its owner may look into it', async () => {
  await makeFolder(join(folder, 'a', 'b'));
  for (const path of ['a', join('a', 'b')]) expect((await stat(join(folder, path))).mode & 0o077).toBe(0);
});
