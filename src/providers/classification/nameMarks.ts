import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { FoundLabel } from '../../common/methods/classification.js';
import { percent } from '../../prose/plainText.js';
import { EditorMarks } from './editorMarks.js';

/** Marks of found names, until the document changes. */
export class NameMarks implements Disposable {
  readonly #store = new DisposableStore();
  readonly #marks = this.#store.add(new EditorMarks());
  readonly #type = this.#store.add(
    vscode.window.createTextEditorDecorationType({
      borderStyle: 'solid',
      borderWidth: '1px',
      borderColor: new vscode.ThemeColor('charts.blue'),
    }),
  );

  /** Marks have come or gone, or are in sight or out of it. */
  readonly onDidChange = this.#marks.onDidChange;

  /** Whether an editor shows such marks. */
  get isVisible(): boolean {
    return this.#marks.isVisible;
  }

  show(document: vscode.TextDocument, found: readonly FoundLabel[]): void {
    const marks = found.map(({ offset, length, label, probability }) => ({
      range: new vscode.Range(document.positionAt(offset), document.positionAt(offset + length)),
      hoverMessage: `${label}, ${percent(probability)}`,
    }));
    this.#marks.show(document, [{ type: this.#type, marks }]);
  }

  clear(): void {
    this.#marks.clear();
  }

  dispose(): void {
    this.#store.dispose();
  }
}
