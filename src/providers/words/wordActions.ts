import * as vscode from 'vscode';
import { commands } from '../../host/ids.js';
import { actionTitle } from '../../sessions/words/actionTitle.js';
import { languageOf, placesIn } from './documentPlaces.js';

/** The light bulb at selected words and at gaps. */
export class WordActions implements vscode.CodeActionProvider {
  static readonly kind = vscode.CodeActionKind.RefactorRewrite.append('words');

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const language = languageOf(document);
    const found = language === undefined ? undefined : placesIn(document, range, language);
    const title = found?.kind === 'places' ? actionTitle(found, !range.isEmpty, vscode.l10n.t) : undefined;
    if (title === undefined) return [];
    const action = new vscode.CodeAction(title, WordActions.kind);
    action.command = { title, command: commands.suggestWords };
    return [action];
  }
}
