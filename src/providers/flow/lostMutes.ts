import * as vscode from 'vscode';
import { unusedMute } from './flowDiagnostics.js';
import type { LostMutes } from '../../sessions/flow/fileCheck.js';

/** Greys out the lines of each `.clozeignore` that mute nothing any more in the files that were checked. */
export function showLostMutes(diagnostics: vscode.DiagnosticCollection, lost: readonly LostMutes[]): void {
  diagnostics.clear();
  diagnostics.set(lost.map(({ file, lines }) => [vscode.Uri.parse(file), lines.map(unused)]));
}

function unused(line: number): vscode.Diagnostic {
  const text = vscode.l10n.t('This line mutes nothing: its text is no longer in the file.');
  return unusedMute(new vscode.Range(line, 0, line, Number.MAX_SAFE_INTEGER), text);
}
