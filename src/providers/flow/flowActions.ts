import * as vscode from 'vscode';
import { commands } from '../../host/ids.js';
import { flowCode } from './flowDiagnostics.js';
import { offsetOf } from './flowRange.js';
import type { FlowResults } from '../../sessions/flow/flowResults.js';
import { fileMutedBy, type MutedBy, mutedBy } from '../../sessions/flow/mutedBy.js';

/** What can be done about a warning, and about one that is muted. */
export class FlowActions implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];

  constructor(private readonly results: FlowResults) {}

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics, triggerKind }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const warnings = diagnostics.filter(({ code, source }) => code === flowCode && source === 'Cloze');
    return [
      ...warnings.flatMap((diagnostic) => actionsFor(document.uri, diagnostic)),
      ...this.#unmuting(document, range.start, triggerKind),
    ];
  }

  #unmuting({ uri }: vscode.TextDocument, position: vscode.Position, trigger: vscode.CodeActionTriggerKind): vscode.CodeAction[] {
    const found = this.results.get(uri.toString())?.current;
    if (found === undefined) return [];
    const offset = offsetOf(found.lines, position);
    const muted = found.check.warned.find(({ start, end }) => start <= offset && offset <= end);
    // A file that is muted shows no light bulb on each of its lines; who asks what can be done is told.
    const ofFile = trigger === vscode.CodeActionTriggerKind.Invoke ? fileMutedBy(found) : undefined;
    const by = ofFile ?? (muted && mutedBy(found, muted));
    return by === undefined ? [] : [action(unmuteTitle(by), commands.flowUnmute, uri, position)];
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

function unmuteTitle(by: MutedBy): string {
  if (by.kind === 'comment') return vscode.l10n.t('Show the Comment That Mutes This Warning');
  if (by.kind === 'shared') return vscode.l10n.t('Unmute for Everyone, in .clozeignore');
  switch (by.mute.kind) {
    case 'pair':
      return vscode.l10n.t('Unmute This Pair of Sentences');
    case 'block':
      return vscode.l10n.t('Unmute This Paragraph');
    case 'file':
      return vscode.l10n.t('Unmute This File');
  }
}

function action(title: string, command: string, ...args: unknown[]): vscode.CodeAction {
  const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  made.command = { command, title, arguments: args };
  return made;
}
