import * as vscode from 'vscode';
import { plainOffset, plainText, textBetween } from '../../host/documentText.js';
import { languageMode } from '../../host/languageMode.js';
import { readSettings } from '../../host/settings.js';
import { proseLanguage } from '../../prose/markup/proseLanguage.js';
import { readingWindow } from '../../prose/context/readingWindow.js';
import { shifted } from '../../prose/span.js';
import { paragraphAt, visiblePieces } from '../../writing/surprisal/paragraphs.js';
import type { Piece } from '../../writing/surprisal/pieces.js';

/** The pieces of prose in the lines that can be seen. Offsets are into the document, with one character for the end of each line. */
export function piecesInView({ document, visibleRanges }: vscode.TextEditor): Piece[] {
  const first = visibleRanges[0]?.start;
  const last = visibleRanges.at(-1)?.end;
  return first === undefined || last === undefined ? [] : piecesIn(document, new vscode.Range(first, last));
}

/** The pieces of prose in a stretch of a document. */
export function piecesIn(document: vscode.TextDocument, range: vscode.Range): Piece[] {
  const language = languageOf(document);
  if (language === undefined) return [];
  const { text, shift } = plainTextBefore(document, range.end);
  const offset = (position: vscode.Position): number => plainOffset(document, position) - shift;
  return shifted(visiblePieces(text, offset(range.start), offset(range.end), language), shift);
}

/** The pieces of the paragraph around a position. */
export function piecesAround(document: vscode.TextDocument, position: vscode.Position): Piece[] {
  const language = languageOf(document);
  if (language === undefined) return [];
  const { text, shift } = plainTextBefore(document, position);
  return shifted(paragraphAt(text, plainOffset(document, position) - shift, language)?.pieces ?? [], shift);
}

function languageOf(document: vscode.TextDocument): string | undefined {
  return proseLanguage(document, languageMode(readSettings(document)['completion.languages'], document.languageId));
}

/** As much of the document as decides what is prose up to a position, and a little behind it. */
function plainTextBefore(document: vscode.TextDocument, position: vscode.Position): { readonly text: string; readonly shift: number } {
  const window = readingWindow(document.offsetAt(position));
  const { text, start } = textBetween(document, window.start, window.end);
  return { text: plainText(text), shift: plainOffset(document, document.positionAt(start)) };
}
