import * as vscode from 'vscode';
import { commands } from '../../host/ids.js';
import { showOutcome, showWithHelp } from '../../host/messages.js';
import { type ChosenPair, pairAt } from '../../sessions/flow/chosenPair.js';
import type { FileCheck } from '../../sessions/flow/fileCheck.js';
import type { FileResults } from '../../sessions/flow/fileResults.js';
import type { FlowResults } from '../../sessions/flow/flowResults.js';
import { isFlowNode, pairsOf } from '../../sessions/flow/list/flowNode.js';
import { offsetOf } from './flowRange.js';

/** The checked file that the arguments of a command name, or else that of the active editor. */
export function chosenFile(results: FlowResults, target: unknown): { file: FileResults; found: FileCheck } | undefined {
  const uri = target instanceof vscode.Uri ? target : vscode.window.activeTextEditor?.document.uri;
  const file = isFlowNode(target) ? results.get(target.file.uri) : uri && results.get(uri.toString());
  return file?.current && { file, found: file.current };
}

/**
 * The pair that the arguments of a command name, or else the one at the cursor. Where there is none, that is said.
 * @param target a node of the Flow view, or the URI of a file with `position` in it: what code actions hand over; the palette hands over nothing
 */
export function chosenPair(results: FlowResults, target: unknown, position: unknown): ChosenPair | undefined {
  const chosen = chosenFile(results, target);
  if (chosen === undefined) {
    showNotChecked();
    return undefined;
  }
  const { file, found } = chosen;
  const cursor = vscode.window.activeTextEditor?.selection.active ?? new vscode.Position(0, 0);
  const offset = isFlowNode(target)
    ? pairsOf(target)[0]?.second.start
    : offsetOf(found.lines, position instanceof vscode.Position ? position : cursor);
  const pair = offset === undefined ? undefined : pairAt(file, found, offset);
  if (pair === undefined) showOutcome(vscode.l10n.t('Put the cursor in a sentence that follows another one.'));
  return pair;
}

/** Says that nothing is known about the document, and offers to check it. */
export function showNotChecked(): void {
  const run = (): Thenable<unknown> => vscode.commands.executeCommand(commands.checkFlow);
  void showWithHelp(vscode.l10n.t('The flow of this document has not been checked yet.'), { title: vscode.l10n.t('Check Flow'), run });
}
