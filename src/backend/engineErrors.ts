import { ClozeError, type ErrorDetail } from '../common/clozeError.js';
import type { RestartPolicy } from './restartPolicy.js';

/** The end of calls that were under way when the engine was stopped on purpose. */
export function closedError(): ClozeError {
  return new ClozeError({
    code: 'engine-closed',
    message: 'The engine of Cloze was stopped before it could answer. It starts again when it is needed.',
  });
}

/** The answer to calls while Cloze is off. */
export function offError(): ClozeError {
  return new ClozeError({
    code: 'engine-closed',
    message: 'Cloze is off, so its engine does not run. Switch Cloze on to use it.',
    action: 'open-settings',
  });
}

/** The end of calls that were under way when the engine's process died, with what ended it. */
export function crashedError(what: string): ClozeError {
  return new ClozeError({
    code: 'engine-crashed',
    message: `The engine of Cloze stopped unexpectedly (${what}). It starts again when it is needed; the log has the details.`,
    action: 'show-log',
  });
}

/** Why the engine is not started again after repeated crashes. */
export function crashedTooOften(policy: RestartPolicy): ErrorDetail {
  return {
    code: 'engine-crashed',
    message:
      `The engine of Cloze crashed ${policy.maxCrashes} times within ${Math.round(policy.windowMs / 60_000)} minutes, so it is not started again by itself. ` +
      'Restart it to try once more; if it keeps failing, set "cloze.device" to "cpu" and see the log.',
    action: 'restart-engine',
  };
}
