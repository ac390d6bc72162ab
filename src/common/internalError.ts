import { ClozeError } from './clozeError.js';

/** An unexpected failure, as people read it. */
export function internalError(cause: unknown): ClozeError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ClozeError(
    {
      code: 'internal',
      message: `The engine could not do this because of a fault in Cloze (${reason}). The log has the details.`,
      action: 'show-log',
    },
    { cause },
  );
}

/** A failure as the log has it. */
export function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
