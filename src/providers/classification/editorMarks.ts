import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { DocumentMarks } from '../../sessions/classification/documentMarks.js';

/** Marks of one style. */
export interface StyledMarks {
  readonly type: vscode.TextEditorDecorationType;
  readonly marks: readonly vscode.DecorationOptions[];
}

/** Marks in one document, in each editor that shows it. */
export class EditorMarks implements Disposable {
  readonly #store = new DisposableStore();
  readonly #marks = this.#store.add(
    new DocumentMarks<vscode.TextDocument, readonly StyledMarks[]>({
      isVisible: (document) => editorsOf(document).length > 0,
      draw(document, styles) {
        for (const editor of editorsOf(document)) for (const { type, marks } of styles) editor.setDecorations(type, marks);
      },
      erase(document, styles) {
        for (const editor of editorsOf(document)) for (const { type } of styles) editor.setDecorations(type, []);
      },
    }),
  );

  /** Marks have come or gone, or are in sight or out of it. */
  readonly onDidChange = this.#marks.onDidChange;

  constructor() {
    this.#store.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#marks.changed(document);
      }),
    );
    this.#store.add(vscode.workspace.onDidCloseTextDocument((document) => this.#marks.changed(document)));
    this.#store.add(vscode.window.onDidChangeVisibleTextEditors(() => this.#marks.editorsChanged()));
  }

  /** The document that has marks. */
  get document(): vscode.TextDocument | undefined {
    return this.#marks.document;
  }

  /** Whether an editor shows them. */
  get isVisible(): boolean {
    return this.#marks.isVisible;
  }

  /** Marks these places and no others. */
  show(document: vscode.TextDocument, styles: readonly StyledMarks[]): void {
    this.#marks.show(
      document,
      styles.filter(({ marks }) => marks.length > 0),
    );
  }

  clear(): void {
    this.#marks.clear();
  }

  dispose(): void {
    this.#store.dispose();
  }
}

function editorsOf(document: vscode.TextDocument): readonly vscode.TextEditor[] {
  return vscode.window.visibleTextEditors.filter((editor) => editor.document === document);
}
