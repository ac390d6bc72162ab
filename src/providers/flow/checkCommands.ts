import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { commands } from '../../host/ids.js';
import type { Log } from '../../host/log.js';
import { showOff, showOutcome } from '../../host/messages.js';
import { readSettings } from '../../host/settings.js';
import type { FlowSignal } from '../../writing/flow/check/pairRatings.js';
import { allChangedTargets, changedTarget } from './changedTargets.js';
import { checkFlow } from './checkFlow.js';
import { type CheckTarget, maxFiles, proseFilesIn } from './checkTargets.js';
import { chooseFolder } from './chooseFolder.js';
import type { FlowResults } from '../../sessions/flow/flowResults.js';

export interface CheckCommandDependencies {
  readonly results: FlowResults;
  /** Why signals cannot be measured, by the signal. */
  readonly missing: () => ReadonlyMap<FlowSignal, string>;
  readonly log: Log;
  /** A check is over; with what came of it, in a sentence, where that is known. */
  readonly onChecked: (outcome: string | undefined) => void;
}

/** What is checked, or why there is nothing to check. Nothing is said where the reviewer has chosen nothing. */
type Targets = readonly CheckTarget[] | string | undefined;

/** The commands that check a document, a folder, or what has changed since the last commit. */
export function registerCheckCommands({ results, missing, log, onChecked }: CheckCommandDependencies): Disposable {
  const store = new DisposableStore();
  const register = (id: string, find: (argument: unknown) => Targets | Promise<Targets>): void => {
    const run = async (argument: unknown): Promise<void> => {
      if (!readSettings().enable) return showOff();
      const targets = await find(argument);
      if (typeof targets === 'string') showOutcome(targets);
      else if (targets !== undefined) onChecked(await checkFlow(targets, results, missing(), log));
    };
    store.add(vscode.commands.registerCommand(id, run));
  };
  register(commands.checkFlow, () => {
    const uri = vscode.window.activeTextEditor?.document.uri;
    return uri === undefined ? vscode.l10n.t('Open a document first: the flow check reads its text.') : [{ uri }];
  });
  register(commands.checkFlowFolder, async (argument) => {
    const folder = argument instanceof vscode.Uri ? argument : await chooseFolder();
    return folder && targetsOfFolder(folder);
  });
  register(commands.checkFlowChanges, async () => {
    const document = vscode.window.activeTextEditor?.document;
    if (document === undefined) return vscode.l10n.t('Open a document first: the flow check reads its text.');
    const target = await changedTarget(document);
    return target === undefined ? noRepository() : [target];
  });
  register(commands.checkFlowAllChanges, async () => {
    const targets = await allChangedTargets(vscode.window.activeTextEditor?.document);
    if (targets === undefined) return noRepository();
    return targets.length === 0 ? vscode.l10n.t('No changed lines.') : targets;
  });
  return store;
}

async function targetsOfFolder(folder: vscode.Uri): Promise<Targets> {
  const files = await proseFilesIn(folder);
  if (files.length === 0) return vscode.l10n.t('There are no text files in "{0}".', vscode.workspace.asRelativePath(folder));
  if (files.length > maxFiles)
    showOutcome(vscode.l10n.t('This folder has more than {0} text files. Only the first {0} are checked.', maxFiles));
  return files.slice(0, maxFiles).map((uri) => ({ uri }));
}

function noRepository(): string {
  return vscode.l10n.t('Cloze cannot tell what has changed: no Git repository is open in the editor that holds this document.');
}
