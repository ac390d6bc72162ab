import * as vscode from 'vscode';
import { plainOffset, plainText } from '../../host/documentText.js';
import { languageMode } from '../../common/settings/languageMode.js';
import { readSettings } from '../../host/settings.js';
import { ownLanguage, proseLanguage } from '../../prose/markup/proseLanguage.js';
import type { FileText } from '../../sessions/flow/fileText.js';
import type { FlowEditor } from '../../sessions/flow/flowEditor.js';

/** This window as the flow check sees it. `isPaused` says whether nothing is checked unasked in a document. */
export function windowEditor(isPaused: (document: vscode.TextDocument) => boolean): FlowEditor {
  return {
    openText: (uri) => {
      const document = openDocument(uri);
      return document && fileTextOf(document);
    },
    read: async (uri) => fileTextOf(await vscode.workspace.openTextDocument(vscode.Uri.parse(uri))),
    visibleSpan: (uri) => {
      const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
      const [first, last] = [editor?.visibleRanges[0], editor?.visibleRanges.at(-1)];
      return editor && first && last && { start: plainOffset(editor.document, first.start), end: plainOffset(editor.document, last.end) };
    },
    visible: () =>
      vscode.window.visibleTextEditors.map(({ document, viewColumn }) => ({
        uri: document.uri.toString(),
        isProse: readSettings(document)['completion.languages'][document.languageId] === 'on' && viewColumn !== undefined,
        isWritable: document.isUntitled || vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === true,
        isPaused: isPaused(document),
      })),
    settings: (uri) => {
      const settings = readSettings(uri === undefined ? undefined : (openDocument(uri) ?? vscode.Uri.parse(uri)));
      return { isOn: settings.enable, isAutomatic: settings['flow.automatic'], diagnostics: settings['flow.diagnostics'] };
    },
    nameOf: (uri) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri)),
  };
}

/** The document that is open under a URI. */
export function openDocument(uri: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
}

function fileTextOf(document: vscode.TextDocument): FileText {
  const mode = languageMode(readSettings(document)['completion.languages'], document.languageId);
  return { text: plainText(document.getText()), language: proseLanguage(document, mode) ?? ownLanguage(document) };
}
