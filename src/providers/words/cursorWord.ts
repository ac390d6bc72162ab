import * as vscode from 'vscode';
import { onWordKey } from '../../host/ids.js';

/** The most words that can be selected for suggestions. */
const mostWords = 4;

/** Keeps the editor told whether its cursor is on a word, or a few words are selected, so that its menu offers other words there. */
export function followCursorWord(): vscode.Disposable {
  let told: boolean | undefined;
  const tell = (editor: vscode.TextEditor | undefined): void => {
    const isOn = editor !== undefined && isOnWord(editor);
    if (isOn !== told) void vscode.commands.executeCommand('setContext', onWordKey, isOn);
    told = isOn;
  };
  tell(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(tell),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => textEditor === vscode.window.activeTextEditor && tell(textEditor)),
    new vscode.Disposable(() => tell(undefined)),
  );
}

function isOnWord({ document, selection }: vscode.TextEditor): boolean {
  if (selection.isEmpty) return document.getWordRangeAtPosition(selection.active, /[\p{L}\p{N}'’-]+/u) !== undefined;
  if (!selection.isSingleLine) return false;
  const count = document.getText(selection).match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu)?.length ?? 0;
  return count > 0 && count <= mostWords;
}
