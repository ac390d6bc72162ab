import * as vscode from 'vscode';
import { showOutcome } from '../../host/messages.js';
import type { FlowBlock, FlowSentence } from '../../writing/flow/document/flowDocument.js';
import { isFlowNode, pairsOf } from './flowNode.js';
import { offsetOf } from './flowRange.js';
import { showNotChecked } from './notChecked.js';
import type { FileCheck } from '../../sessions/flow/fileCheck.js';
import type { FileResults } from '../../sessions/flow/fileResults.js';
import type { FlowResults } from '../../sessions/flow/flowResults.js';

/** The sentence that a command is about, in its paragraph, with the one before it. */
export interface ChosenPair {
  readonly uri: vscode.Uri;
  readonly file: FileResults;
  readonly found: FileCheck;
  readonly block: FlowBlock;
  readonly index: number;
  readonly first: FlowSentence;
  readonly second: FlowSentence;
}

/**
 * The pair that the arguments of a command name, or else the one at the cursor. Where there is none, that is said.
 * @param target a node of the Flow view, or the URI of a file with `position` in it: what code actions hand over; the palette hands over nothing
 */
export function chosenPair(results: FlowResults, target: unknown, position: unknown): ChosenPair | undefined {
  const editor = vscode.window.activeTextEditor;
  const uri = isFlowNode(target) ? vscode.Uri.parse(target.file.uri) : target instanceof vscode.Uri ? target : editor?.document.uri;
  const file = uri && results.get(uri.toString());
  const found = file?.current;
  const at = position instanceof vscode.Position ? position : (editor?.selection.active ?? new vscode.Position(0, 0));
  if (uri === undefined || file === undefined || found === undefined) {
    showNotChecked();
    return undefined;
  }
  const offset = isFlowNode(target) ? pairsOf(target)[0]?.second.start : offsetOf(found.lines, at);
  const all = found.check.document.blocks.flatMap((block) => block.sentences.map((sentence, index) => ({ block, sentence, index })));
  const index = offset === undefined ? -1 : all.findIndex(({ sentence: { start, end } }) => start <= offset && offset <= end);
  const [before, here] = [all[index - 1], all[index]];
  if (before === undefined || here === undefined) {
    showOutcome(vscode.l10n.t('Put the cursor in a sentence that follows another one.'));
    return undefined;
  }
  return { uri, file, found, block: here.block, index: here.index, first: before.sentence, second: here.sentence };
}
