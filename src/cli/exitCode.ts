import type { ErrorCode } from '../common/clozeError.js';

/** The exit codes of `cloze`, as its help states them. */
export const exitCode = { fine: 0, findings: 1, badInput: 2, engineFailure: 3, interrupted: 130 } as const;

/** What a failed command exits with. */
export function exitCodeOf(code: ErrorCode): number {
  switch (code) {
    case 'bad-request':
    case 'text-invalid':
    case 'model-not-found':
    case 'model-invalid':
    case 'model-unsupported':
      return exitCode.badInput;
    case 'cancelled':
      return exitCode.interrupted;
    case 'engine-closed':
    case 'engine-crashed':
    case 'engine-failed-to-load':
    case 'disk':
    case 'network':
    case 'internal':
      return exitCode.engineFailure;
  }
}
