import * as vscode from 'vscode';
import { languageMode } from '../../host/languageMode.js';
import type { Settings } from '../../host/settingDefinitions.js';
import { type Place, placeAt } from './place.js';
import { proseLanguage } from './proseLanguage.js';
import { readingWindow } from './readingWindow.js';

/** Schemes of documents that can be written though no file system stands behind them. */
const writableSchemes: ReadonlySet<string> = new Set(['untitled', 'vscode-scm', 'vscode-notebook-cell']);

const longLine = 20_000;

/** The place of a caret, if Cloze may complete there: in prose of a language that is on, in a document that can be written. */
export function placeIn(document: vscode.TextDocument, position: vscode.Position, settings: Settings): Place | undefined {
  const language = proseLanguage(document.languageId, languageMode(settings['completion.languages'], document.languageId));
  if (language === undefined || !isWritable(document)) return undefined;
  const caret = document.offsetAt(position);
  const window = readingWindow(caret);
  const start = lineStart(document.positionAt(window.start));
  const text = document.getText(new vscode.Range(start, document.positionAt(window.end)));
  const extra = document.eol === vscode.EndOfLine.CRLF ? position.line : 0;
  return placeAt({
    text,
    offset: caret - document.offsetAt(start),
    document: document.uri.toString(),
    documentOffset: caret - extra,
    language,
  });
}

/** The start of a line; of one that may be a whole book, only as much as was asked for. */
function lineStart(start: vscode.Position): vscode.Position {
  return start.character > longLine ? start : start.with({ character: 0 });
}

function isWritable({ uri }: vscode.TextDocument): boolean {
  return writableSchemes.has(uri.scheme) || vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true;
}
