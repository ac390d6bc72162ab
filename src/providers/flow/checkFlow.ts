import * as vscode from 'vscode';
import type { Log } from '../../host/log.js';
import { showBriefly } from '../../host/messages.js';
import { showFailures } from '../../host/showFailures.js';
import type { FlowSignal } from '../../text/flow/check/pairRatings.js';
import { isEnglish } from '../../text/flow/english.js';
import { type ReportedPair, reportedPairs } from '../../text/flow/report/flowReport.js';
import type { CheckTarget } from './checkTargets.js';
import type { FlowSession } from './flowSession.js';
import type { FlowSessions } from './flowSessions.js';

/** Checks documents one after another, with progress. Where that is cancelled or fails, what is done stays. */
export async function checkFlow(
  targets: readonly CheckTarget[],
  sessions: FlowSessions,
  missing: ReadonlyMap<FlowSignal, string>,
  log: Log,
): Promise<void> {
  const checked: FlowSession[] = [];
  const title = vscode.l10n.t('Cloze: checking the flow');
  const isDone = await showFailures(log, async () => {
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (progress, token) => {
        for (const { document, within } of targets) {
          const session = sessions.follow(document);
          checked.push(session);
          const name = vscode.workspace.asRelativePath(document.uri);
          let told = 0;
          await session.run(token, within, (done, all) => {
            const share = (100 * done) / (all * targets.length);
            progress.report({ increment: share - told, message: vscode.l10n.t('{0}, paragraph {1} of {2}', name, done, all) });
            told = share;
          });
        }
      },
    );
    return true;
  });
  const pairs = checked.flatMap(({ check }) => (check === undefined ? [] : reportedPairs(check.report)));
  if (isDone === true || pairs.length > 0) showBriefly(`${summary(pairs, checked)} ${lacks(missing)}`.trim());
}

/** What the scores do without. */
function lacks(missing: ReadonlyMap<FlowSignal, string>): string {
  if (missing.has('next-sentence')) return vscode.l10n.t('They were judged by surprisal alone.');
  return missing.has('surprisal') ? vscode.l10n.t('They were judged without surprisal.') : '';
}

function summary(pairs: readonly ReportedPair[], checked: readonly FlowSession[]): string {
  if (pairs.length > 0) {
    const warnings = pairs.filter(({ verdict }) => verdict === 'warning').length;
    return vscode.l10n.t('{0} of {1} sentences seem not to follow.', warnings, pairs.length);
  }
  const isForeign = checked.some(({ document }) => isEnglish(document.getText().slice(0, 100_000)) === false);
  return isForeign
    ? vscode.l10n.t('The flow check reads English only.')
    : vscode.l10n.t('There is no paragraph with two sentences to check.');
}
