import * as vscode from 'vscode';
import { ClozeError, isCancelled } from '../common/clozeError.js';
import { stackOf } from '../common/internalError.js';
import type { Log } from './log.js';
import { showFailure } from './messages.js';

/**
 * Runs what a person asked for. A failure is shown, and what was given up is not; an unexpected error is in the log with
 * where it arose.
 * @returns what came of it, or `undefined` where it failed
 */
export async function showFailures<T>(log: Pick<Log, 'write'>, run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    tellFailure(log, error);
    return undefined;
  }
}

/** Shows why something failed; nothing where it was given up. A caller need not wait until the message is read. */
export function tellFailure(log: Pick<Log, 'write'>, error: unknown): void {
  if (!isCancelled(error)) void showFailure(detailOf(error, log));
}

function detailOf(error: unknown, log: Pick<Log, 'write'>): ClozeError['detail'] {
  if (error instanceof ClozeError) return error.detail;
  const reason = error instanceof Error ? error.message : String(error);
  log.write('error', stackOf(error));
  const message = vscode.l10n.t('This failed because of a bug in Cloze: {0}. The log has more about it.', reason);
  return { code: 'internal', message, action: 'show-log' };
}
