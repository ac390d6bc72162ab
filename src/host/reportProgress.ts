import * as vscode from 'vscode';
import type { Progress } from '../common/methods/progress.js';

/** Shows in a notification how far a training is. */
export function reportProgress(to: vscode.Progress<{ message?: string; increment?: number }>): (progress: Progress) => void {
  let shown = 0;
  return ({ done, total, phase }) => {
    if (phase === 'learning') {
      to.report({ message: vscode.l10n.t('learning') });
      return;
    }
    const share = Math.floor((100 * done) / Math.max(1, total));
    to.report({ message: vscode.l10n.t('read {0} of {1}', done, total), increment: share - shown });
    shown = share;
  };
}
