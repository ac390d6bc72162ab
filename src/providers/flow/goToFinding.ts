import * as vscode from 'vscode';
import { plainOffset } from '../../host/documentText.js';
import { showBriefly } from '../../host/messages.js';
import { reportedPairs } from '../../text/flow/report/flowReport.js';
import { rangeOf } from './flowRange.js';
import type { FlowSessions } from './flowSessions.js';

/** Goes to the next or the previous warning of the document, around its end. */
export function goToFinding(sessions: FlowSessions, direction: 1 | -1): void {
  const editor = vscode.window.activeTextEditor;
  const check = editor && sessions.get(editor.document)?.check;
  if (editor === undefined || check === undefined) {
    showBriefly(vscode.l10n.t('Check the flow of the document first.'));
    return;
  }
  const caret = plainOffset(editor.document, editor.selection.active);
  const warnings = reportedPairs(check.report).filter(({ verdict }) => verdict === 'warning');
  const ordered = direction > 0 ? warnings : [...warnings].reverse();
  const target = ordered.find(({ second }) => (direction > 0 ? second.start > caret : second.start < caret)) ?? ordered[0];
  if (target === undefined) {
    showBriefly(vscode.l10n.t('No sentence is warned about.'));
    return;
  }
  const { start } = rangeOf(editor.document, target.second);
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(rangeOf(editor.document, target.second), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
