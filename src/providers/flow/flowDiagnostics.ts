import * as vscode from 'vscode';
import { readSettings } from '../../host/settings.js';
import { percent } from '../../prose/plainText.js';
import { type ReportedPair, reportedPairs } from '../../writing/flow/flowReport.js';
import { rangeOf } from './flowRange.js';
import type { FileCheck } from '../../sessions/flow/fileCheck.js';

/** The code of warnings, by which they are recognised again. */
export const flowCode = 'flow';

/** What the editor shows about a file, open or not; nothing where the setting says so. */
export function flowDiagnostics(uri: vscode.Uri, { check, isComplete, lines }: FileCheck): vscode.Diagnostic[] {
  const severity = severityOf(uri);
  if (severity === undefined) return [];
  const warnings = reportedPairs(check.report).filter(({ verdict }) => verdict === 'warning');
  // Whether a comment mutes anything is known at the end only.
  const unused = isComplete ? check.unusedDirectives : [];
  return [
    ...warnings.map((pair) => {
      const first = new vscode.Location(uri, rangeOf(lines, pair.first));
      return warning(pair, rangeOf(lines, pair.second), first, severity);
    }),
    ...unused.map((directive) => {
      const text = directive.kind === 'unknown' ? vscode.l10n.t('Unknown Cloze comment.') : vscode.l10n.t('This comment mutes nothing.');
      return unusedMute(rangeOf(lines, directive), text);
    }),
  ];
}

/** Greys out what mutes nothing, and says why. */
export function unusedMute(range: vscode.Range, text: string): vscode.Diagnostic {
  return ours(new vscode.Diagnostic(range, text, vscode.DiagnosticSeverity.Hint), [vscode.DiagnosticTag.Unnecessary]);
}

function warning(
  { first, chance, reasons }: ReportedPair,
  range: vscode.Range,
  firstPlace: vscode.Location,
  severity: vscode.DiagnosticSeverity,
): vscode.Diagnostic {
  const title = vscode.l10n.t('This sentence seems not to follow from the one before (probability: {0}).', percent(chance));
  const diagnostic = ours(new vscode.Diagnostic(range, [title, ...reasons].join('\n'), severity));
  diagnostic.code = flowCode;
  diagnostic.relatedInformation = [
    new vscode.DiagnosticRelatedInformation(firstPlace, vscode.l10n.t('The sentence before: "{0}"', first.text)),
  ];
  return diagnostic;
}

function ours(diagnostic: vscode.Diagnostic, tags: vscode.DiagnosticTag[] = []): vscode.Diagnostic {
  diagnostic.source = 'Cloze';
  diagnostic.tags = tags;
  return diagnostic;
}

function severityOf(uri: vscode.Uri): vscode.DiagnosticSeverity | undefined {
  switch (readSettings(uri)['flow.diagnostics']) {
    case 'information':
      return vscode.DiagnosticSeverity.Information;
    case 'hint':
      return vscode.DiagnosticSeverity.Hint;
    case 'off':
      return undefined;
  }
}
