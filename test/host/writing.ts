import * as vscode from 'vscode';
import { until } from './until.js';

/** Shows a new document; `|` in the text is where the caret goes. */
export async function showText(marked: string, language = 'markdown'): Promise<vscode.TextEditor> {
  const caret = marked.lastIndexOf('|');
  const content = marked.slice(0, caret) + marked.slice(caret + 1);
  // The name of an untitled document that was closed just now is given again, sometimes before its close is told. That close can take the new
  // document with it, and then another one is opened.
  const shown = await until('the new document', async () => {
    const { uri } = await vscode.workspace.openTextDocument({ language, content });
    return toldOf(uri, content);
  });
  const editor = await vscode.window.showTextDocument(shown);
  const position = shown.positionAt(caret);
  editor.selection = new vscode.Selection(position, position);
  return editor;
}

/** The document with this text, if the editor tells of it within five seconds. Half characters are replaced on the way. */
function toldOf(uri: vscode.Uri, content: string): Promise<vscode.TextDocument | undefined> {
  const text = content.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
  const find = (): vscode.TextDocument | undefined =>
    vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString() && each.getText() === text);
  return until('the document', find, 5).catch(() => undefined);
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
