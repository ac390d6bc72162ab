import * as vscode from 'vscode';
import { until } from './until.js';

/** Shows a new document; `|` in the text is where the caret goes. */
export async function showText(marked: string, language = 'markdown'): Promise<vscode.TextEditor> {
  const caret = marked.lastIndexOf('|');
  const document = await vscode.workspace.openTextDocument({ language, content: marked.slice(0, caret) + marked.slice(caret + 1) });
  const editor = await vscode.window.showTextDocument(document);
  const position = document.positionAt(caret);
  editor.selection = new vscode.Selection(position, position);
  return editor;
}

/** Asks for ghost text, takes it, and returns what was added at the caret. */
export async function takeCompletion(editor: vscode.TextEditor, take = 'editor.action.inlineSuggest.commit'): Promise<string> {
  const before = editor.document.getText();
  const caret = editor.document.offsetAt(editor.selection.active);
  await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
  await until('a completion', async () => {
    await vscode.commands.executeCommand(take);
    return editor.document.getText() !== before;
  });
  const after = editor.document.getText();
  return after.slice(caret, after.length - (before.length - caret));
}
