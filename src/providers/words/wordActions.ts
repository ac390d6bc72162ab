import * as vscode from 'vscode';
import { commands } from '../../host/ids.js';
import { excerptStart } from '../../prose/excerpt.js';
import { isMaskSign } from '../../writing/masking/maskSigns.js';
import { languageOf, wordPlaces } from './wordPlaces.js';

/** How much of what is selected a title repeats. */
const longest = 40;

/** The light bulb at selected words and at signs of missing words. At a caret in a word it would be in the way. */
export class WordActions implements vscode.CodeActionProvider {
  static readonly kind = vscode.CodeActionKind.RefactorRewrite.append('words');

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const language = languageOf(document);
    if (language === undefined) return [];
    const found = wordPlaces(document, range, language);
    if (found.kind !== 'places') return [];
    const [place] = found.places;
    if (place === undefined) return [];
    const isGap = isMaskSign(place.text);
    if (range.isEmpty && !isGap) return [];
    const title = isGap
      ? vscode.l10n.t('Suggest Words for This Gap')
      : vscode.l10n.t('Suggest Words for "{0}"', excerptStart(place.text.replace(/\s+/g, ' '), longest));
    const action = new vscode.CodeAction(title, WordActions.kind);
    action.command = { title, command: commands.suggestWords };
    return [action];
  }
}
