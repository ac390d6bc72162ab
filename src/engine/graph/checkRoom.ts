import { statfs } from 'node:fs/promises';
import { megabytes } from '../../common/megabytes.js';
import { ClozeError } from '../../common/clozeError.js';

/** Below this, an estimate says less than the write itself: small graphs are written in a moment, and fail as well. */
const smallBytes = 64 * 2 ** 20;

/** Fails with code `disk` where a folder's disk has less room than a large graph needs, before minutes are spent on it. */
export async function checkRoom(folder: string, model: string, bytes: number): Promise<void> {
  if (bytes < smallBytes) return;
  // Some file systems, such as those of networks, say nothing; then the write tells.
  const disk = await statfs(folder).catch(() => undefined);
  if (disk === undefined || disk.blocks === 0) return;
  const free = disk.bavail * disk.bsize;
  if (free >= bytes) return;
  throw new ClozeError({
    code: 'disk',
    message:
      `Cloze prepares the model "${model}" for this computer once, which takes about ${megabytes(bytes)} in "${folder}"; ` +
      `${megabytes(free)} are free there. Free some space, then try again, or choose a smaller model.`,
    action: 'choose-model',
  });
}
