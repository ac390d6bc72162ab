import * as vscode from 'vscode';
import { isCancelled } from '../../common/clozeError.js';
import { speedTrial } from '../../sessions/models/speedTrial.js';
import type { ModelsDependencies } from './modelsDependencies.js';

/**
 * Measures how fast the model in use writes here, from which the list tells how fast others would.
 * @returns true, as the list is worth another look
 */
export async function measureSpeed({ engine, clock }: Pick<ModelsDependencies, 'engine' | 'clock'>): Promise<true> {
  const title = vscode.l10n.t('Cloze: measuring the speed of this machine');
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  try {
    await vscode.window.withProgress(options, (_, token) => speedTrial(engine, clock, token));
  } catch (error) {
    if (!isCancelled(error)) throw error;
  }
  return true;
}
