import * as vscode from 'vscode';
import { plainOffset, plainTextBetween } from '../../host/documentText.js';
import { languageMode } from '../../common/settings/languageMode.js';
import { readSettings } from '../../host/settings.js';
import type { DocumentWindow } from '../../prose/context/documentWindow.js';
import { readingWindow } from '../../prose/context/readingWindow.js';
import { proseLanguage } from '../../prose/markup/proseLanguage.js';
import type { Span } from '../../prose/span.js';
import { piecesAround, piecesIn } from '../../sessions/surprisal/windowPieces.js';
import type { Piece } from '../../writing/surprisal/pieces.js';

/** The pieces of prose in the lines that can be seen. Offsets are into the document, with one character for each line end. */
export function piecesInView({ document, visibleRanges }: vscode.TextEditor): Piece[] {
  const first = visibleRanges[0]?.start;
  const last = visibleRanges.at(-1)?.end;
  return first === undefined || last === undefined ? [] : piecesOf(document, new vscode.Range(first, last));
}

/** The pieces of prose of a selection, or of the paragraph at a cursor. */
export function piecesOfSelection(document: vscode.TextDocument, selection: vscode.Selection): Piece[] {
  if (!selection.isEmpty) return piecesOf(document, selection);
  const language = languageOf(document);
  const offset = plainOffset(document, selection.active);
  return language === undefined ? [] : piecesAround(windowBefore(document, selection.active), offset, language);
}

/** A range as offsets that count one character for each line end. */
export function plainSpan(document: vscode.TextDocument, { start, end }: vscode.Range): Span {
  return { start: plainOffset(document, start), end: plainOffset(document, end) };
}

function piecesOf(document: vscode.TextDocument, range: vscode.Range): Piece[] {
  const language = languageOf(document);
  return language === undefined ? [] : piecesIn(windowBefore(document, range.end), plainSpan(document, range), language);
}

function languageOf(document: vscode.TextDocument): string | undefined {
  return proseLanguage(document, languageMode(readSettings(document)['completion.languages'], document.languageId));
}

/** As much of the document as decides what is prose up to a position, and a little after it. */
function windowBefore(document: vscode.TextDocument, position: vscode.Position): DocumentWindow {
  const { start, end } = readingWindow(document.offsetAt(position));
  return plainTextBetween(document, start, end);
}
