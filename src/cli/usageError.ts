import { ClozeError } from '../common/clozeError.js';

/** The error of a command line that cannot be carried out as it stands: exit code 2. */
export function usageError(message: string, cause?: unknown): ClozeError {
  return new ClozeError({ code: 'bad-request', message }, cause === undefined ? undefined : { cause });
}
