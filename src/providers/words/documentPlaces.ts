import type * as vscode from 'vscode';
import { plainOffset, plainTextBetween } from '../../host/documentText.js';
import { languageMode } from '../../common/settings/languageMode.js';
import { readSettings } from '../../host/settings.js';
import { readingWindow } from '../../prose/context/readingWindow.js';
import { proseLanguage } from '../../prose/markup/proseLanguage.js';
import { wordPlaces, type WordPlaces } from '../../sessions/words/wordPlaces.js';
import type { Refusal } from '../../writing/masking/placesAt.js';

/** Where words are to be suggested in a document, or why nowhere. */
export function placesIn(document: vscode.TextDocument, range: vscode.Range, language: string): WordPlaces | { readonly kind: Refusal } {
  const { start, end } = readingWindow(document.offsetAt(range.end));
  const window = plainTextBetween(document, Math.min(start, document.offsetAt(range.start)), end);
  const selection = { start: plainOffset(document, range.start), end: plainOffset(document, range.end) };
  return wordPlaces(window, document.uri.toString(), selection, language);
}

/** The language by whose rules a document is read; `undefined` where Cloze is off for it. */
export function languageOf(document: vscode.TextDocument): string | undefined {
  return proseLanguage(document, languageMode(readSettings(document)['completion.languages'], document.languageId));
}
