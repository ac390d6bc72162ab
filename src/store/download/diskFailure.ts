import { ClozeError } from '../../common/clozeError.js';
import { megabytes } from '../../common/megabytes.js';

/** What the operating system's refusal to write means to a person. */
export function diskFailure(place: string, error: unknown): ClozeError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const message = `The disk of ${place} is full. What has arrived is kept; free some space and download again, or move the cache by HF_HUB_CACHE.`;
    return new ClozeError({ code: 'disk', message }, { cause: error });
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    const message = `Cloze has no right to write ${place}. Change its permissions, or move the cache by HF_HUB_CACHE.`;
    return new ClozeError({ code: 'disk', message }, { cause: error });
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new ClozeError({ code: 'disk', message: `${place} could not be written (${reason}). Check the disk.` }, { cause: error });
}

/** There is less room than a download needs. */
export function noRoom(folder: string, needed: number, free: number): ClozeError {
  const message = `The download needs ${megabytes(needed)}, and the disk of ${folder} has ${megabytes(free)} left. Free some space, move the cache by HF_HUB_CACHE, or choose a smaller model.`;
  return new ClozeError({ code: 'disk', message });
}
