import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { FlowWarning } from '../../sessions/flow/warnings/flowWarnings.js';
import type { ShownWarnings, WarningView } from '../../sessions/flow/warnings/publishedWarnings.js';
import { rangeOf } from './flowRange.js';

/** The code of warnings, by which they are recognised again. */
export const flowCode = 'flow';

/** Shows warnings in the texts and in Problems. */
export function warningView(): WarningView & Disposable {
  const store = new DisposableStore();
  const diagnostics = store.add(vscode.languages.createDiagnosticCollection('cloze-flow'));
  const lostMutes = store.add(vscode.languages.createDiagnosticCollection('cloze-flow-mutes'));
  return {
    show: (uri, shown) => {
      const parsed = vscode.Uri.parse(uri);
      diagnostics.set(
        parsed,
        shown?.warnings.map((warning) => diagnosticOf(parsed, warning, shown)),
      );
    },
    clear: () => diagnostics.clear(),
    showLost: (lost) => {
      lostMutes.clear();
      lostMutes.set(lost.map(({ file, lines }) => [vscode.Uri.parse(file), lines.map(unusedLine)]));
    },
    dispose: () => store.dispose(),
  };
}

function diagnosticOf(uri: vscode.Uri, warning: FlowWarning, { severity, lines }: ShownWarnings): vscode.Diagnostic {
  const range = rangeOf(lines, warning.span);
  if (warning.kind === 'unused') return unused(range, warning.message);
  const level = { information: vscode.DiagnosticSeverity.Information, hint: vscode.DiagnosticSeverity.Hint }[severity];
  const diagnostic = new vscode.Diagnostic(range, warning.message, level);
  diagnostic.source = 'Cloze';
  diagnostic.code = flowCode;
  const before = new vscode.Location(uri, rangeOf(lines, warning.before.span));
  diagnostic.relatedInformation = [new vscode.DiagnosticRelatedInformation(before, warning.before.message)];
  return diagnostic;
}

function unusedLine(line: number): vscode.Diagnostic {
  const text = vscode.l10n.t('This line mutes nothing: its text is no longer in the file.');
  return unused(new vscode.Range(line, 0, line, Number.MAX_SAFE_INTEGER), text);
}

/** Greys out what mutes nothing, and says why. */
function unused(range: vscode.Range, text: string): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(range, text, vscode.DiagnosticSeverity.Hint);
  diagnostic.source = 'Cloze';
  diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  return diagnostic;
}
