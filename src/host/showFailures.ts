import { ClozeError, isCancelled } from '../common/clozeError.js';
import { showFailure } from './messages.js';

/** Runs what a person asked for. A failure is shown, and what was given up is not; any other error is the caller's. */
export async function showFailures(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (isCancelled(error)) return;
    if (!(error instanceof ClozeError)) throw error;
    await showFailure(error.detail);
  }
}
