import * as vscode from 'vscode';
import { showBriefly } from '../../host/messages.js';
import { reportedPairs } from '../../writing/flow/flowReport.js';
import { offsetOf, rangeOf } from './flowRange.js';
import { showNotChecked } from './notChecked.js';
import type { FlowResults } from '../../sessions/flow/flowResults.js';

/** Goes to the next or the previous warning of the document, around its end. */
export function goToFinding(results: FlowResults, direction: 1 | -1): void {
  const editor = vscode.window.activeTextEditor;
  const found = editor && results.get(editor.document.uri.toString())?.current;
  if (editor === undefined || found === undefined) {
    showNotChecked();
    return;
  }
  const cursor = offsetOf(found.lines, editor.selection.active);
  const warnings = reportedPairs(found.check.report).filter(({ verdict }) => verdict === 'warning');
  const ordered = direction > 0 ? warnings : [...warnings].reverse();
  const target = ordered.find(({ second }) => (direction > 0 ? second.start > cursor : second.start < cursor)) ?? ordered[0];
  if (target === undefined) {
    showBriefly(vscode.l10n.t('There are no flow warnings in this document.'));
    return;
  }
  const { start } = rangeOf(found.lines, target.second);
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(rangeOf(found.lines, target.second), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
