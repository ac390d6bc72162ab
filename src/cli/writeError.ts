import { ClozeError } from '../common/clozeError.js';
import { usageError } from './usageError.js';

/**
 * Why a file could not be written: a usage error where its path is wrong, else one of the disk.
 * @param whenFull what to say where the disk is full
 */
export function writeError(
  name: string,
  error: unknown,
  whenFull = `The disk is full: ${name} was not written. Free some space and try again.`,
): ClozeError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return usageError(`${name} cannot be written: its folder does not exist. Create the folder, or choose another place.`, error);
    case 'EISDIR':
      return usageError(`${name} cannot be written: it is a folder. Name a file in it.`, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return usageError(`${name} cannot be written: this account has no right to. Choose another place.`, error);
    default: {
      const reason = error instanceof Error ? error.message : String(error);
      const message = code === 'ENOSPC' ? whenFull : `${name} cannot be written: ${reason}. Choose another place and try again.`;
      return new ClozeError({ code: 'disk', message }, { cause: error });
    }
  }
}
