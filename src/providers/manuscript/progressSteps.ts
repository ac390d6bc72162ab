import * as vscode from 'vscode';
import type { Progress } from '../../common/methods/progress.js';
import { timeLeft } from '../../writing/timeLeft.js';

/** Of all the work, where each phase begins and how much it is. */
const withoutTraining = { reading: [0, 0.5], learning: [0.5, 0.5], training: [1, 0] } as const;
const withTraining = { reading: [0, 0.05], learning: [0.05, 0.05], training: [0.1, 0.9] } as const;

/**
 * Turns the steps of learning into those of a progress message: how much is done and, of training, the loss and the time left.
 * @param trains whether the style is trained too
 */
export function progressSteps(
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  trains: boolean,
  now: () => number = () => performance.now(),
): (step: Progress) => void {
  let shown = 0;
  let since: { readonly at: number; readonly done: number } | undefined;
  return ({ done, total, phase, loss }) => {
    const [from, part] = (trains ? withTraining : withoutTraining)[phase];
    const share = Math.max(shown, from + (part * done) / total);
    const increment = 100 * (share - shown);
    shown = share;
    if (phase !== 'training') {
      progress.report({ increment });
      return;
    }
    since ??= { at: now(), done };
    const left = timeLeft(now() - since.at, (done - since.done) / (total - since.done));
    const { t } = vscode.l10n;
    const message = t('step {0} of {1}, loss {2}', done, total, (loss ?? 0).toFixed(2));
    progress.report({ increment, message: left === undefined ? message : `${message}, ${t('{0} left', left)}` });
  };
}
