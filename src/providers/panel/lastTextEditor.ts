import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';

/** The text editor that the writer was in last: the panel itself, while it has the focus, is none. */
export class LastTextEditor implements Disposable {
  readonly #store = new DisposableStore();
  #editor = vscode.window.activeTextEditor;

  /** `onMove` is called when the writer goes to another editor, moves the caret, or changes the text. */
  constructor(onMove: () => void) {
    const follow = (editor: vscode.TextEditor | undefined): void => {
      // Output channels and input boxes are text editors without a column.
      if (editor?.viewColumn === undefined) return;
      this.#editor = editor;
      onMove();
    };
    this.#store.add(vscode.window.onDidChangeActiveTextEditor(follow));
    this.#store.add(vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => textEditor === this.#editor && onMove()));
    this.#store.add(vscode.workspace.onDidChangeTextDocument(({ document }) => document === this.#editor?.document && onMove()));
  }

  /** `undefined` once its document is closed. */
  get value(): vscode.TextEditor | undefined {
    return this.#editor?.document.isClosed === true ? undefined : this.#editor;
  }

  dispose(): void {
    this.#store.dispose();
  }
}
