import { setImmediate } from 'node:timers/promises';
import type { CancellationToken } from '../../common/cancellation.js';
import { cancelledError } from '../../common/clozeError.js';

/**
 * Lets the process read its messages before the next model step, which blocks its thread; rejects when a cancel was
 * among them. Two turns: a message arrives in the first, and its handler runs in the second.
 */
export async function nextTurn(cancel: CancellationToken | undefined): Promise<void> {
  await setImmediate();
  await setImmediate();
  if (cancel?.isCancellationRequested === true) throw cancelledError();
}
