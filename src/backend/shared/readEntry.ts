import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { parseJson } from '../../common/parseJson.js';
import { type EngineEntry, engineEntry, maxLineBytes } from '../../common/sharing/handshake.js';
import { SharingRefused } from './sharingRefused.js';

/**
 * Where an engine's process says that it listens; none where that cannot be read, as after a disk was full. Fails with a `SharingRefused`
 * where another user has a hand in it.
 * @param user none on Windows
 */
export async function readEntry(folder: string, name: string, user: number | undefined): Promise<EngineEntry | undefined> {
  const text = await readOwn(join(folder, name), user);
  const entry = v.safeParse(engineEntry, parsed(text));
  if (!entry.success) return undefined;
  if (user !== undefined) await checkSocket(entry.output.address, folder, user);
  return entry.output;
}

/** The text of a file that is the user's alone; a link is not followed. */
async function readOwn(path: string, user: number | undefined): Promise<string> {
  const handle = await open(path, constants.O_RDONLY | (user === undefined ? 0 : constants.O_NOFOLLOW)).catch(() => undefined);
  if (handle === undefined) return '';
  try {
    const { uid, mode, size } = await handle.stat();
    if (user !== undefined && (uid !== user || (mode & 0o077) !== 0)) throw new SharingRefused(`"${path}" is not this user's alone`);
    return size > maxLineBytes ? '' : await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

async function checkSocket(address: string, folder: string, user: number): Promise<void> {
  if (dirname(address) !== folder) throw new SharingRefused(`the socket "${address}" is in another folder`);
  const uid = await lstat(address).then(
    (found) => found.uid,
    () => user,
  );
  if (uid !== user) throw new SharingRefused(`the socket "${address}" belongs to another user`);
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
