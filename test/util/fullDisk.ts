import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A true file system that holds little. */
export interface SmallDisk {
  readonly folder: string;
  grow(kilobytes: number): void;
  /** From now on nothing on it can be changed. */
  readOnly(): void;
  remove(): Promise<void>;
}

/** Whether small disks can be made here: the administrator's account on Linux can. */
export const canMakeDisks = process.platform === 'linux' && process.getuid?.() === 0 && mounts();

/** A file system in memory of a few kilobytes. */
export async function smallDisk(kilobytes: number): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'cloze-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder]);
  return {
    folder,
    grow: (size) => void execFileSync('mount', ['-o', `remount,size=${size}k`, folder]),
    readOnly: () => void execFileSync('mount', ['-o', 'remount,ro', folder]),
    async remove() {
      execFileSync('umount', [folder]);
      await rm(folder, { recursive: true });
    },
  };
}

/** Containers may keep their administrator from it. */
function mounts(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
