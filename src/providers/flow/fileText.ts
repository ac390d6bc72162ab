import * as vscode from 'vscode';
import { plainText } from '../../host/documentText.js';
import { languageMode } from '../../host/languageMode.js';
import { readSettings } from '../../host/settings.js';
import { ownLanguage, proseLanguage } from '../../prose/markup/proseLanguage.js';
import type { FileText } from '../../sessions/flow/fileText.js';

/** The text of a document as the flow check reads it now. */
export function fileTextOf(document: vscode.TextDocument): FileText {
  const mode = languageMode(readSettings(document)['completion.languages'], document.languageId);
  return { text: plainText(document.getText()), language: proseLanguage(document, mode) ?? ownLanguage(document) };
}

/** The document that is open under a URI. */
export function openDocument(uri: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
}
