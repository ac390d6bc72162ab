import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { cancelledError } from '../../common/clozeError.js';
import { diskFailure } from '../download/diskFailure.js';
import type { Pause } from '../../network/retry.js';

/**
 * Runs `work` while no other process of this machine works on the same model; waits for one that does.
 * @param onWait is called once where another one has the lock
 */
export async function withPullLock<T>(
  cacheFolder: string,
  name: string,
  pause: Pause,
  signal: AbortSignal,
  onWait: () => void,
  work: () => Promise<T>,
): Promise<T> {
  const file = lockFile(cacheFolder, name);
  await mkdir(path.dirname(file), { recursive: true }).catch((error: unknown) => {
    throw diskFailure(file, error);
  });
  for (let waits = 0; !(await take(file)); waits++) {
    if (waits === 0) onWait();
    if (signal.aborted) throw cancelledError();
    await pause.wait(500, signal).catch(() => undefined);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

/** Whether a process downloads or removes a model just now. */
export async function isLocked(cacheFolder: string, name: string): Promise<boolean> {
  const owner = await readFile(lockFile(cacheFolder, name), 'utf8').catch(() => undefined);
  return owner !== undefined && !isLeft(owner);
}

function lockFile(cacheFolder: string, name: string): string {
  return path.join(cacheFolder, '.locks', `models--${name.replaceAll('/', '--')}`, 'cloze.lock');
}

async function take(file: string): Promise<boolean> {
  const owner = await readFile(file, 'utf8').catch(() => undefined);
  if (owner !== undefined) {
    if (!isLeft(owner)) return false;
    await removeLeft(file, owner);
  }
  const own = `${file}.${process.pid}-${randomUUID()}`;
  try {
    await writeFile(own, `${process.pid} ${hostname()}`);
    // Fails where another one has it; unlike a file that is opened and then written, it is never empty.
    await link(own, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw diskFailure(file, error);
  } finally {
    await rm(own, { force: true });
  }
}

/** Takes away the lock of a process that is gone. Another one may do the same: what is moved and proves to be its new lock is put back. */
async function removeLeft(file: string, owner: string): Promise<void> {
  const aside = `${file}.${process.pid}`;
  const moved = await rename(file, aside).then(
    () => true,
    () => false,
  );
  if (!moved) return;
  if ((await readFile(aside, 'utf8')) === owner) await rm(aside, { force: true });
  else await rename(aside, file);
}

/** Whether the process that wrote a lock is gone. Of another machine's, in a home folder that both have, nothing can be known. */
function isLeft(owner: string): boolean {
  const [pid, host] = owner.split(' ');
  if (host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
