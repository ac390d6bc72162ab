import * as vscode from 'vscode';
import { unusedMute } from './flowDiagnostics.js';

/** Lines of a `.clozeignore`, counted from 0, whose mutes are about text that is no longer there. */
export interface LostMutes {
  readonly file: vscode.Uri;
  readonly lines: readonly number[];
}

/** Greys out the lines of each `.clozeignore` that mute nothing any more in the documents that were checked. */
export function showLostMutes(diagnostics: vscode.DiagnosticCollection, lost: readonly LostMutes[]): void {
  diagnostics.clear();
  diagnostics.set(lost.map(({ file, lines }) => [file, lines.map(unused)]));
}

function unused(line: number): vscode.Diagnostic {
  const text = vscode.l10n.t('This line mutes nothing: its text is no longer in the file.');
  return unusedMute(new vscode.Range(line, 0, line, Number.MAX_SAFE_INTEGER), text);
}
