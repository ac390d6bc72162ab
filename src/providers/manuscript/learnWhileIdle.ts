import * as vscode from 'vscode';
import { CancellationSource, type CancellationToken } from '../../common/cancellation.js';
import type { Progress } from '../../common/methods/progress.js';
import { progressSteps } from './progressSteps.js';
import type { WritersLearning } from './writersLearning.js';

/**
 * Learns what has changed while nothing is typed. Training, which takes minutes, is shown with a button that gives it up until something is
 * saved the next time.
 * @param afterStep is called after each step of training, and may cancel `token`
 */
export async function learnWhileIdle(
  learning: WritersLearning,
  pattern: string,
  token: CancellationToken,
  afterStep: () => unknown,
): Promise<void> {
  const given = new CancellationSource();
  const follow = token.onCancellationRequested(() => given.cancel());
  let message: { readonly show: (step: Progress) => void; readonly end: () => void } | undefined;
  try {
    await learning.learn(pattern, { style: learning.style, train: learning.style, again: false }, given.token, (step) => {
      if (step.phase === 'training') {
        message ??= trainingMessage(() => given.cancel());
        message.show(step);
        afterStep();
      }
    });
  } finally {
    follow.dispose();
    message?.end();
  }
}

/** A message that shows how far training is, until it ends. */
function trainingMessage(onCancel: () => void): { readonly show: (step: Progress) => void; readonly end: () => void } {
  let end: () => void = () => undefined;
  let show: (step: Progress) => void = () => undefined;
  const over = new Promise<void>((resolve) => (end = resolve));
  const title = vscode.l10n.t('Cloze: learning your style');
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  void vscode.window.withProgress(options, (progress, cancelled) => {
    cancelled.onCancellationRequested(onCancel);
    show = progressSteps(progress, true);
    return over;
  });
  return { show: (step) => show(step), end: () => end() };
}
