import * as vscode from 'vscode';
import { plainOffset } from '../../host/documentText.js';
import { showBriefly } from '../../host/messages.js';
import type { DocumentCheck } from '../../text/flow/check/checkDocument.js';
import type { FlowBlock, FlowSentence } from '../../text/flow/document/flowDocument.js';
import type { FlowSessions } from './flowSessions.js';

/** The sentence that a command is about, where it stands. */
export interface ChosenPair {
  readonly document: vscode.TextDocument;
  readonly check: DocumentCheck;
  readonly block: FlowBlock;
  readonly index: number;
  readonly first: FlowSentence;
  readonly second: FlowSentence;
}

/**
 * The pair that the arguments of a command name, or else the one at the caret. Where there is none, that is said.
 * @param uri the document, and the position in it: what code actions hand over; the palette hands over nothing
 */
export function chosenPair(sessions: FlowSessions, uri: unknown, position: unknown): ChosenPair | undefined {
  const editor = vscode.window.activeTextEditor;
  const document =
    uri instanceof vscode.Uri ? vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString()) : editor?.document;
  const check = document && sessions.get(document)?.check;
  const place = position instanceof vscode.Position ? position : editor?.selection.active;
  if (document === undefined || check === undefined || place === undefined) {
    showBriefly(vscode.l10n.t('Check the flow of the document first.'));
    return undefined;
  }
  const offset = plainOffset(document, place);
  const all = check.document.blocks.flatMap((block) => block.sentences.map((sentence, index) => ({ block, sentence, index })));
  const at = all.findIndex(({ sentence: { start, end } }) => start <= offset && offset <= end);
  const [before, here] = [all[at - 1], all[at]];
  if (before === undefined || here === undefined) {
    showBriefly(vscode.l10n.t('Put the caret into a sentence that has one before it.'));
    return undefined;
  }
  return { document, check, block: here.block, index: here.index, first: before.sentence, second: here.sentence };
}
