import * as vscode from 'vscode';
import type { TextPlace } from '../../common/panelProtocol/place.js';
import type { PanelAction } from '../../common/panelProtocol/view.js';
import { plainPosition, plainText } from '../../host/documentText.js';
import { showBriefly } from '../../host/messages.js';
import { locate } from '../../prose/locate.js';

/** Does what choosing a row stands for, if the place is still what it was. The panel keeps the focus. */
export async function actOnDocument(action: PanelAction): Promise<void> {
  const editor = await editorOf(action.place);
  const range = editor && rangeOf(editor.document, action.place);
  if (editor === undefined || range === undefined) {
    showBriefly(vscode.l10n.t('The text has changed since, so nothing was done.'));
    return;
  }
  if (action.kind === 'put') await put(editor, range, action.text);
  else show(editor, range);
}

/** The document's editor; it is brought to the front, in whatever column it has. */
async function editorOf({ document }: TextPlace): Promise<vscode.TextEditor | undefined> {
  const isWanted = ({ uri }: vscode.TextDocument): boolean => uri.toString() === document;
  const visible = vscode.window.visibleTextEditors.find((editor) => isWanted(editor.document));
  if (visible !== undefined) return visible;
  const open = vscode.workspace.textDocuments.find(isWanted);
  return open && vscode.window.showTextDocument(open, { preserveFocus: true, viewColumn: vscode.ViewColumn.Beside });
}

function rangeOf(document: vscode.TextDocument, place: TextPlace): vscode.Range | undefined {
  const found = locate(plainText(document.getText()), place);
  return found && new vscode.Range(plainPosition(document, found.start), plainPosition(document, found.end));
}

/** One undo takes it back. */
async function put(editor: vscode.TextEditor, range: vscode.Range, text: string): Promise<void> {
  await editor.edit((edit) => edit.replace(range, text), { undoStopBefore: true, undoStopAfter: true });
  const end = editor.document.positionAt(editor.document.offsetAt(range.start) + text.replaceAll('\n', eol(editor.document)).length);
  editor.selection = new vscode.Selection(end, end);
  editor.revealRange(editor.selection);
}

function show(editor: vscode.TextEditor, range: vscode.Range): void {
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function eol(document: vscode.TextDocument): string {
  return document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
}
