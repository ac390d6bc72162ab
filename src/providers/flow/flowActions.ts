import * as vscode from 'vscode';
import { commands } from '../../host/ids.js';
import type { FlowResults } from '../../sessions/flow/flowResults.js';
import { mutedAt } from '../../sessions/flow/mutes/mutedBy.js';
import { unmuteTitle } from '../../sessions/flow/mutes/unmute.js';
import { offsetOf } from './flowRange.js';
import { flowCode } from './showWarnings.js';

/** What can be done about a warning, and about one that is muted. */
export class FlowActions implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];

  constructor(private readonly results: FlowResults) {}

  provideCodeActions(
    { uri }: vscode.TextDocument,
    { start }: vscode.Range,
    { diagnostics, triggerKind }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const warnings = diagnostics.filter(({ code, source }) => code === flowCode && source === 'Cloze');
    const found = this.results.get(uri.toString())?.current;
    const by = found && mutedAt(found, offsetOf(found.lines, start), triggerKind === vscode.CodeActionTriggerKind.Invoke);
    return [
      ...warnings.flatMap((diagnostic) => actionsFor(uri, diagnostic)),
      ...(by === undefined ? [] : [action(unmuteTitle(by, vscode.l10n.t), commands.flowUnmute, uri, start)]),
    ];
  }
}

function actionsFor(uri: vscode.Uri, diagnostic: vscode.Diagnostic): vscode.CodeAction[] {
  const { start } = diagnostic.range;
  const choices: readonly (readonly [string, string])[] = [
    [vscode.l10n.t('Show Why This Sentence Does Not Follow'), commands.flowReasons],
    [vscode.l10n.t('Find a Better Place in the Paragraph'), commands.flowReorder],
    [vscode.l10n.t('Suggest a Linking Sentence'), commands.flowLink],
    [vscode.l10n.t('Mute This Pair of Sentences'), commands.flowMute],
    [vscode.l10n.t('Mute This Paragraph'), commands.flowMuteParagraph],
    [vscode.l10n.t('Mute This File'), commands.flowMuteFile],
    [vscode.l10n.t('Mute This Pair for Everyone, in .clozeignore'), commands.flowMuteShared],
  ];
  // What is shared is shared by a folder.
  const isShareable = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  return choices
    .filter(([, command]) => command !== commands.flowMuteShared || isShareable)
    .map(([title, command]) => {
      const fix = action(title, command, uri, start);
      fix.diagnostics = [diagnostic];
      return fix;
    });
}

function action(title: string, command: string, ...args: unknown[]): vscode.CodeAction {
  const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  made.command = { command, title, arguments: args };
  return made;
}
