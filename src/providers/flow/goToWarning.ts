import * as vscode from 'vscode';
import { showBriefly } from '../../host/messages.js';
import type { FlowResults } from '../../sessions/flow/flowResults.js';
import { nextWarning } from '../../sessions/flow/nextWarning.js';
import { offsetOf, rangeOf } from './flowRange.js';
import { showNotChecked } from './target.js';

/** Goes to the next or the previous warning of the document, around its end. */
export function goToWarning(results: FlowResults, direction: 1 | -1): void {
  const editor = vscode.window.activeTextEditor;
  const found = editor && results.get(editor.document.uri.toString())?.current;
  if (editor === undefined || found === undefined) {
    showNotChecked();
    return;
  }
  const warning = nextWarning(found, offsetOf(found.lines, editor.selection.active), direction);
  if (warning === undefined) {
    showBriefly(vscode.l10n.t('There are no flow warnings in this document.'));
    return;
  }
  const range = rangeOf(found.lines, warning.second);
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
