import * as vscode from 'vscode';
import type { Progress } from '../../common/methods/progress.js';
import { lossCurve } from '../../learning/gradientDescent/lossCurve.js';
import { curveText } from '../../report/manuscript/styleText.js';
import { timeLeft } from '../../writing/timeLeft.js';

/** Of all the work, where each phase begins and how much it is. */
const withoutTraining = { reading: [0, 0.5], learning: [0.5, 0.5], training: [1, 0] } as const;
const withTraining = { reading: [0, 0.05], learning: [0.05, 0.05], training: [0.1, 0.9] } as const;

/** Bars of the curve that a message has room for. */
const bars = 16;

/**
 * Turns the steps of learning into those of a progress message: how much is done and, of training, the loss, its curve so far and the time left.
 * @param trains whether the style is trained too
 */
export function progressSteps(
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  trains: boolean,
  now: () => number = () => performance.now(),
): (step: Progress) => void {
  let shown = 0;
  const losses: number[] = [];
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
    if (loss !== undefined) losses.push(loss);
    const message = t('step {0} of {1}, loss {2}', done, total, (loss ?? 0).toFixed(2));
    const told = left === undefined ? message : `${message}, ${t('{0} left', left)}`;
    // Last, as a reader of the screen does not read it out.
    progress.report({ increment, message: losses.length > 1 ? `${told} ${curveText(lossCurve(losses, bars))}` : told });
  };
}
