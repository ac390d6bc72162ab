import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';

/** Marks of one style. */
export interface StyledMarks {
  readonly type: vscode.TextEditorDecorationType;
  readonly marks: readonly vscode.DecorationOptions[];
}

/**
 * Marks in one document, in each editor that shows it: the editor itself forgets them with every change of tabs. They go
 * when its text changes and when it is closed.
 */
export class DocumentMarks implements Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  #shown: { readonly document: vscode.TextDocument; readonly styles: readonly StyledMarks[] } | undefined;

  /** Marks have come or gone, or are in sight or out of it. */
  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#store.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && document === this.document) this.clear();
      }),
    );
    this.#store.add(vscode.workspace.onDidCloseTextDocument((document) => document === this.document && this.clear()));
    this.#store.add(
      vscode.window.onDidChangeVisibleTextEditors(() => {
        if (this.#shown === undefined) return;
        this.#draw();
        this.#changed.fire();
      }),
    );
  }

  /** The document that has marks. */
  get document(): vscode.TextDocument | undefined {
    return this.#shown?.document;
  }

  /** Whether an editor shows them. */
  get isVisible(): boolean {
    return this.#editors.length > 0;
  }

  /** Marks these places and no others; no marks at all are none. */
  show(document: vscode.TextDocument, styles: readonly StyledMarks[]): void {
    this.clear();
    if (styles.every(({ marks }) => marks.length === 0)) return;
    this.#shown = { document, styles };
    this.#draw();
    this.#changed.fire();
  }

  clear(): void {
    if (this.#shown === undefined) return;
    for (const editor of this.#editors) for (const { type } of this.#shown.styles) editor.setDecorations(type, []);
    this.#shown = undefined;
    this.#changed.fire();
  }

  dispose(): void {
    this.#store.dispose();
  }

  get #editors(): readonly vscode.TextEditor[] {
    return vscode.window.visibleTextEditors.filter(({ document }) => document === this.document);
  }

  #draw(): void {
    for (const editor of this.#editors) for (const { type, marks } of this.#shown?.styles ?? []) editor.setDecorations(type, marks);
  }
}
