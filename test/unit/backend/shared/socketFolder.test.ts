import { chmod, chown, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { socketFolder } from '../../../../src/backend/shared/socketFolder.js';

const user = process.getuid?.() ?? -1;
/** Only root may give a folder to another user. */
const isRoot = user === 0;
const stranger = 65_534;

let temporaryFolder: string;
let folder: string;
beforeEach(async () => {
  temporaryFolder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  folder = join(temporaryFolder, `cloze-${user}`);
});
afterEach(() => rm(temporaryFolder, { recursive: true, force: true }));

const found = (runtimeFolder?: string, above = temporaryFolder): Promise<string> =>
  socketFolder({ runtimeFolder, temporaryFolder: above, user });

describe.skipIf(process.platform === 'win32')('A folder for sockets', () => {
  test('is made so that only its user may look into it, and found again', async () => {
    expect(await found()).toBe(folder);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect(await found()).toBe(folder);
  });

  test('is in the user’s own folder for such things where there is one', async () => {
    const runtime = join(temporaryFolder, 'run');
    await mkdir(runtime, { mode: 0o700 });
    expect(await found(runtime)).toBe(join(runtime, 'cloze'));
  });

  test.each([
    ['is missing', () => Promise.resolve()],
    ['is open to all', (runtime: string) => mkdir(runtime).then(() => chmod(runtime, 0o777))],
  ])('is among temporary files where the user’s own folder %s', async (_, prepare) => {
    const runtime = join(temporaryFolder, 'run');
    await prepare(runtime);
    expect(await found(runtime)).toBe(folder);
  });

  test('is among temporary files where the path of the user’s own folder is too long for a socket', async () => {
    const runtime = join(temporaryFolder, 'r'.repeat(100));
    await mkdir(runtime, { mode: 0o700 });
    expect(await found(runtime)).toBe(folder);
  });

  test.each<[string, string, () => Promise<unknown>]>([
    ['others may look into it', 'other users may look into', () => mkdir(folder, { mode: 0o755 })],
    ['others may write into it', 'other users may look into', () => mkdir(folder).then(() => chmod(folder, 0o777))],
    ['it is a file', 'is not a folder', () => writeFile(folder, '')],
    ['it is a link', 'is not a folder', () => symlink(tmpdir(), folder)],
    ['others may put another in its place', 'other users may change what is in', () => chmod(temporaryFolder, 0o777)],
  ])('is refused with the reason where %s', async (_, reason, prepare) => {
    await prepare();
    await expect(found()).rejects.toThrow(reason);
  });

  test.skipIf(!isRoot).each<[string, string, () => Promise<unknown>]>([
    ['it belongs to another user', 'belongs to another user', () => mkdir(folder, { mode: 0o700 }).then(() => chown(folder, stranger, 0))],
    ['the folder above it belongs to another user', 'other users may change what is in', () => chown(temporaryFolder, stranger, 0)],
  ])('is refused with the reason where %s', async (_, reason, prepare) => {
    await prepare();
    await expect(found()).rejects.toThrow(reason);
  });

  test('is refused where nothing can be made, and where a path is too long', async () => {
    await expect(found(undefined, '/proc')).rejects.toThrow(/\S/);
    const long = join(temporaryFolder, 'l'.repeat(90));
    await mkdir(long, { mode: 0o700 });
    await expect(found(undefined, long)).rejects.toThrow('too long for a socket');
  });
});
