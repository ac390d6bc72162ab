import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { commands } from '../../host/ids.js';
import type { Log } from '../../host/log.js';
import { showBriefly, showLack, showOff, showOutcome } from '../../host/messages.js';
import { readSettings } from '../../host/settings.js';
import { showFailures } from '../../host/showFailures.js';
import type { FlowSession } from '../../sessions/flow/flowSession.js';
import { changedTarget, changedTargets } from '../../sessions/flow/targets/changedTargets.js';
import { type CheckTarget, folderTargets } from '../../sessions/flow/targets/checkTargets.js';
import { chooseFolder, proseFilesIn } from './chooseFolder.js';
import { openRepositories, repositoryOf } from './gitRepositories.js';

/** What is checked, or why there is nothing to check. Nothing is said where the reviewer has chosen nothing. */
type Targets = readonly CheckTarget[] | string | undefined;

/** The commands that check a document, a folder, or what has changed since the last commit. */
export function registerCheckCommands(session: FlowSession, log: Log): Disposable {
  const store = new DisposableStore();
  const register = (id: string, find: (argument: unknown) => Targets | Promise<Targets>): void => {
    const run = async (argument: unknown): Promise<void> => {
      if (!readSettings().enable) return showOff();
      const targets = await find(argument);
      if (typeof targets === 'string') showOutcome(targets);
      else if (targets !== undefined) await check(session, targets, log);
    };
    store.add(vscode.commands.registerCommand(id, run));
  };
  const activeUri = (): vscode.Uri | undefined => vscode.window.activeTextEditor?.document.uri;
  register(commands.checkFlow, () => {
    const uri = activeUri();
    return uri === undefined ? openFirst() : [{ uri: uri.toString() }];
  });
  register(commands.checkFlowFolder, async (argument) => {
    const folder = argument instanceof vscode.Uri ? argument : await chooseFolder();
    if (folder === undefined) return undefined;
    const { targets, note } = folderTargets(await proseFilesIn(folder), vscode.workspace.asRelativePath(folder), vscode.l10n.t);
    if (note !== undefined) showOutcome(note);
    return targets.length === 0 ? undefined : targets;
  });
  register(commands.checkFlowChanges, async () => {
    const uri = activeUri();
    if (uri === undefined) return openFirst();
    const repository = await repositoryOf(uri);
    return repository === undefined ? noRepository() : [changedTarget(repository, uri.toString())];
  });
  register(commands.checkFlowAllChanges, async () => {
    const uri = activeUri();
    const own = uri && (await repositoryOf(uri));
    const repositories = own === undefined ? await openRepositories() : [own];
    if (repositories.length === 0) return noRepository();
    const targets = (await Promise.all(repositories.map(changedTargets))).flat();
    return targets.length === 0 ? vscode.l10n.t('No changed lines.') : targets;
  });
  return store;
}

async function check(session: FlowSession, targets: readonly CheckTarget[], log: Log): Promise<void> {
  const run = session.checkOf(targets);
  const title = vscode.l10n.t('Cloze: checking the flow');
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  await showFailures(log, async () => {
    await vscode.window.withProgress(options, (progress, token) =>
      run.run((increment, message) => progress.report({ increment, ...(message !== undefined && { message }) }), token),
    );
  });
  const { outcome } = run;
  if (outcome?.isNothing === true) showOutcome(outcome.message);
  else if (outcome !== undefined) showBriefly(outcome.message);
  if (outcome !== undefined) session.list.showOutcome(outcome.message);
  for (const { signal, reason } of session.newLacks()) void showLack(reason, signal === 'next-sentence' ? 'words' : 'completion');
}

function openFirst(): string {
  return vscode.l10n.t('Open a document first: the flow check reads its text.');
}

function noRepository(): string {
  return vscode.l10n.t('Cloze cannot tell what has changed: no Git repository is open in the editor that holds this document.');
}
