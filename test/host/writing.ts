import * as vscode from 'vscode';
import { until } from './until.js';

/** Shows a new document; `|` in the text is where the caret goes. */
export async function showText(marked: string, language = 'markdown'): Promise<vscode.TextEditor> {
  const caret = marked.lastIndexOf('|');
  const content = marked.slice(0, caret) + marked.slice(caret + 1);
  const { uri } = await vscode.workspace.openTextDocument({ language, content });
  // The name of an untitled document that was closed just now is given again, sometimes before its close is told. Half characters are
  // replaced on the way.
  const shown = await until('the new document', () =>
    vscode.workspace.textDocuments.find(
      (each) => each.uri.toString() === uri.toString() && each.getText() === content.replaceAll(/\p{Surrogate}/gu, '\uFFFD'),
    ),
  );
  const editor = await vscode.window.showTextDocument(shown);
  const position = shown.positionAt(caret);
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
