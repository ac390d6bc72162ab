import { lstat, mkdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { reasonOf, SharingRefused } from './sharingRefused.js';

/** Where sockets may be, and for whom. */
export interface Surroundings {
  /** The user's own folder for sockets, as systems have it that follow freedesktop.org. */
  readonly runtimeFolder: string | undefined;
  readonly temporaryFolder: string;
  /** None on Windows. */
  readonly user: number | undefined;
}

/** The longest path of a socket that every system takes, in bytes (macOS: 104 with the zero at its end). */
const maxPathBytes = 103;

/** As long as the name of any socket. */
const someSocket = '00000000.sock';

const ownersOnly = 0o700;
const others = 0o077;
const writtenByOthers = 0o022;
const sticky = 0o1000;

/** The surroundings of this process. */
export function ownSurroundings(): Surroundings {
  return { runtimeFolder: process.env['XDG_RUNTIME_DIR'], temporaryFolder: tmpdir(), user: process.getuid?.() };
}

/**
 * A folder for sockets that only the user may look into; made where it is missing. Fails with a `SharingRefused` where there is none, or
 * where another user could have put something into its place.
 */
export async function socketFolder({ runtimeFolder, temporaryFolder, user }: Surroundings): Promise<string> {
  const temporary = join(temporaryFolder, user === undefined ? 'cloze' : `cloze-${user}`);
  if (runtimeFolder === undefined || runtimeFolder === '') return prepared(temporary, user);
  try {
    return await prepared(join(runtimeFolder, 'cloze'), user);
  } catch {
    return prepared(temporary, user);
  }
}

async function prepared(folder: string, user: number | undefined): Promise<string> {
  if (user !== undefined && Buffer.byteLength(join(folder, someSocket)) > maxPathBytes)
    throw new SharingRefused(`the path of "${folder}" is too long for a socket`);
  try {
    if (user !== undefined) await checkAbove(dirname(folder), user);
    await mkdir(folder, { mode: ownersOnly }).catch((error: unknown) => {
      if (!isCode(error, 'EEXIST')) throw error;
    });
    await check(folder, user);
  } catch (error) {
    throw new SharingRefused(reasonOf(error), { cause: error });
  }
  return folder;
}

/** Where others may take away what is the user's, nothing in it can be believed. */
async function checkAbove(folder: string, user: number): Promise<void> {
  const { uid, mode } = await stat(folder);
  const isOpen = (mode & writtenByOthers) !== 0 && (mode & sticky) === 0;
  if ((uid !== user && uid !== 0) || isOpen) throw new SharingRefused(`other users may change what is in "${folder}"`);
}

async function check(folder: string, user: number | undefined): Promise<void> {
  const found = await lstat(folder);
  if (!found.isDirectory()) throw new SharingRefused(`"${folder}" is not a folder`);
  if (user === undefined) return;
  if (found.uid !== user) throw new SharingRefused(`"${folder}" belongs to another user`);
  if ((found.mode & others) !== 0) throw new SharingRefused(`other users may look into "${folder}"`);
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
