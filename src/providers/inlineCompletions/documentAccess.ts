import * as vscode from 'vscode';
import { plainOffset, textBetween } from '../../host/documentText.js';
import { languageMode } from '../../common/settings/languageMode.js';
import type { Settings } from '../../common/settings/settingDefinitions.js';
import { readSettings } from '../../host/settings.js';
import type { Refusal } from '../../sessions/completion/nothingFound.js';
import { type Place, placeAt } from '../../sessions/completion/place.js';
import { proseLanguage } from '../../prose/markup/proseLanguage.js';
import { readingWindow } from '../../prose/context/readingWindow.js';
import type { CaretText } from '../../writing/continuation/caretText.js';

/** Schemes of documents that can be written though they are in no file system. */
const writableSchemes: ReadonlySet<string> = new Set(['untitled', 'vscode-scm', 'vscode-notebook-cell']);

/** The place of a caret, or why Cloze does not complete there: it does in prose of a language that is on, where the document can be written. */
export function placeIn(document: vscode.TextDocument, position: vscode.Position, settings: Settings): Place | Refusal {
  const language = proseLanguage(document, languageMode(settings['completion.languages'], document.languageId));
  if (language === undefined) return 'language-off';
  if (!isWritable(document)) return 'read-only';
  const caret = document.offsetAt(position);
  const window = readingWindow(caret);
  const { text, start } = textBetween(document, window.start, window.end);
  return placeAt({
    text,
    offset: caret - start,
    document: document.uri.toString(),
    documentOffset: plainOffset(document, position),
    language,
  });
}

/** The text around the cursor of an editor; `undefined` where Cloze does not complete. */
export function caretOf({ document, selection }: vscode.TextEditor): CaretText | undefined {
  const place = placeIn(document, selection.active, readSettings(document));
  return typeof place === 'string' ? undefined : place.caret;
}

/** That of the active editor, unless text is selected in it. */
export function activeCaret(): CaretText | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.selection.isEmpty === true ? caretOf(editor) : undefined;
}

function isWritable({ uri }: vscode.TextDocument): boolean {
  return writableSchemes.has(uri.scheme) || vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true;
}
