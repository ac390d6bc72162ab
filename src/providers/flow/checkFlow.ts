import * as vscode from 'vscode';
import type { Log } from '../../host/log.js';
import { showBriefly, showOutcome } from '../../host/messages.js';
import { showFailures } from '../../host/showFailures.js';
import type { FlowSignal } from '../../writing/flow/check/pairRatings.js';
import { isEnglish } from '../../writing/flow/english.js';
import { reportedPairs } from '../../writing/flow/flowReport.js';
import type { CheckTarget } from './checkTargets.js';
import { fileTextOf } from './fileText.js';
import type { FileResults } from '../../sessions/flow/fileResults.js';
import type { FlowResults } from '../../sessions/flow/flowResults.js';

/** What a check came to. */
interface Checked {
  readonly files: FileResults[];
  /** Files in which nothing was to be checked. */
  unchanged: number;
  isCancelled: boolean;
}

/**
 * Checks files one after another, with progress. Where that is cancelled or fails, what is done stays.
 * @returns what came of it, in a sentence; `undefined` where that was a failure, which was shown
 */
export async function checkFlow(
  targets: readonly CheckTarget[],
  results: FlowResults,
  missing: ReadonlyMap<FlowSignal, string>,
  log: Log,
): Promise<string | undefined> {
  const checked: Checked = { files: [], unchanged: 0, isCancelled: false };
  const options = { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Cloze: checking the flow'), cancellable: true };
  const isDone = await showFailures(log, async () => {
    await vscode.window.withProgress(options, async (progress, token) => {
      const cancelled = token.onCancellationRequested(() => (checked.isCancelled = true));
      try {
        for (const target of targets)
          if (!token.isCancellationRequested) await checkFile(target, results, checked, targets.length, progress, token);
      } finally {
        cancelled.dispose();
      }
    });
    return true;
  });
  if (checked.unchanged === targets.length && !checked.isCancelled) {
    const message = vscode.l10n.t('No changed lines.');
    showOutcome(message);
    return message;
  }
  const pairs = checked.files.flatMap(({ latest }) => (latest === undefined ? [] : reportedPairs(latest.check.report)));
  if (isDone !== true && pairs.length === 0 && !checked.isCancelled) return undefined;
  const message = [
    ...(checked.isCancelled ? [vscode.l10n.t('The check was cancelled.')] : []),
    ...(checked.isCancelled && pairs.length === 0 ? [] : [summary(checked)]),
    ...lacks(missing),
  ].join(' ');
  showBriefly(message);
  return message;
}

async function checkFile(
  { uri, within }: CheckTarget,
  results: FlowResults,
  checked: Checked,
  fileCount: number,
  progress: vscode.Progress<{ increment?: number; message?: string }>,
  token: vscode.CancellationToken,
): Promise<void> {
  let reported = 0;
  const report = (share: number, message?: string): void => {
    progress.report({ increment: (100 * (share - reported)) / fileCount, ...(message !== undefined && { message }) });
    reported = share;
  };
  // Files that are no text, or are gone by now, are left out.
  const document = await Promise.resolve(vscode.workspace.openTextDocument(uri)).catch(() => undefined);
  if (document !== undefined) {
    const spans = await within?.(document);
    if (spans?.length === 0) checked.unchanged++;
    else {
      const file = results.follow(uri.toString());
      checked.files.push(file);
      const name = vscode.workspace.asRelativePath(uri);
      await file.run(fileTextOf(document), token, {
        ...(spans !== undefined && { within: spans }),
        onProgress: (done, all) => report(done / all, vscode.l10n.t('{0}, paragraph {1} of {2}', name, done, all)),
      });
    }
  }
  report(1);
}

/** What the scores do without. */
function lacks(missing: ReadonlyMap<FlowSignal, string>): string[] {
  if (missing.has('next-sentence')) return [vscode.l10n.t('They were judged by surprisal alone.')];
  return missing.has('surprisal') ? [vscode.l10n.t('They were judged without surprisal.')] : [];
}

function summary({ files }: Checked): string {
  const pairs = files.flatMap(({ latest }) => (latest === undefined ? [] : reportedPairs(latest.check.report)));
  if (pairs.length > 0) {
    const warnings = pairs.filter(({ verdict }) => verdict === 'warning').length;
    return vscode.l10n.t('{0} of {1} sentences seem not to follow.', warnings, pairs.length);
  }
  const isForeign = files.some(({ latest }) => isEnglish(latest?.source.text.slice(0, 100_000) ?? '') === false);
  return isForeign
    ? vscode.l10n.t('The flow check reads English only.')
    : vscode.l10n.t('There is no paragraph with two sentences to check.');
}
