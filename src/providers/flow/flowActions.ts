import * as vscode from 'vscode';
import { commands } from '../../host/ids.js';
import { flowCode } from './flowDiagnostics.js';

/** What can be done about a warning. */
export class FlowActions implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];

  provideCodeActions({ uri }: vscode.TextDocument, _range: vscode.Range, { diagnostics }: vscode.CodeActionContext): vscode.CodeAction[] {
    return diagnostics
      .filter(({ code, source }) => code === flowCode && source === 'Cloze')
      .flatMap((diagnostic) => actionsFor(uri, diagnostic));
  }
}

function actionsFor(uri: vscode.Uri, diagnostic: vscode.Diagnostic): vscode.CodeAction[] {
  const { start } = diagnostic.range;
  const choices: readonly (readonly [string, string, ...string[]])[] = [
    [vscode.l10n.t('Show Why This Sentence Does Not Follow'), commands.flowReasons],
    [vscode.l10n.t('Find a Better Place in the Paragraph'), commands.flowReorder],
    [vscode.l10n.t('Suggest a Linking Sentence'), commands.flowLink],
    [vscode.l10n.t('Mute This Pair of Sentences'), commands.flowMute, 'pair'],
    [vscode.l10n.t('Mute This Paragraph'), commands.flowMute, 'block'],
    [vscode.l10n.t('Mute This File'), commands.flowMute, 'file'],
    [vscode.l10n.t('Mute This Pair for Everyone, in .clozeignore'), commands.flowMute, 'shared'],
  ];
  // What is shared is shared by a folder.
  const isShareable = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  return choices
    .filter(([, , what]) => what !== 'shared' || isShareable)
    .map(([title, command, ...rest]) => {
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.command = { command, title, arguments: [uri, start, ...rest] };
      action.diagnostics = [diagnostic];
      return action;
    });
}
