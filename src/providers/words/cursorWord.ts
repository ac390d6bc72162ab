import * as vscode from 'vscode';
import { onWordKey } from '../../host/ids.js';
import { CursorWord, type WordSelection } from '../../sessions/words/cursorWord.js';

/** Keeps the editor told whether its cursor is on a word, or a few words are selected, so that its menu offers other words there. */
export function followCursorWord(): vscode.Disposable {
  const word = new CursorWord((isOnWord) => void vscode.commands.executeCommand('setContext', onWordKey, isOnWord));
  const moved = (editor: vscode.TextEditor | undefined): void => word.moved(editor && selectionOf(editor));
  moved(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(moved),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => textEditor === vscode.window.activeTextEditor && moved(textEditor)),
    new vscode.Disposable(() => moved(undefined)),
  );
}

function selectionOf({ document, selection }: vscode.TextEditor): WordSelection {
  return {
    isEmpty: selection.isEmpty,
    isSingleLine: selection.isSingleLine,
    isCursorOnWord: () => document.getWordRangeAtPosition(selection.active, /[\p{L}\p{N}'’-]+/u) !== undefined,
    text: () => document.getText(selection),
  };
}
