import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { plainPosition } from '../../host/documentText.js';
import type { Fill } from '../../writing/masking/fills.js';
import type { Span } from '../../prose/span.js';

/** Shows in an editor how it would read with other words, without a change of the document. */
export class WordPreview implements Disposable {
  readonly #store = new DisposableStore();
  /** Takes what stands there off the screen: the value of a decoration's property may go on with other properties. */
  readonly #hidden = this.#store.add(vscode.window.createTextEditorDecorationType({ textDecoration: 'none; display: none' }));
  readonly #shown = this.#store.add(vscode.window.createTextEditorDecorationType({}));
  readonly #top: vscode.Position | undefined;

  constructor(private readonly editor: vscode.TextEditor) {
    this.#top = editor.visibleRanges[0]?.start;
  }

  /** Brings a place into the middle, where no list covers it; the first lines of a document stay where they are. */
  reveal(place: Span): void {
    this.editor.revealRange(this.#range(place), vscode.TextEditorRevealType.InCenter);
  }

  /** Shows these words, and no others. */
  show(fills: readonly Fill[]): void {
    const ranges = fills.map((fill) => this.#range(fill));
    this.editor.setDecorations(this.#hidden, ranges);
    this.editor.setDecorations(
      this.#shown,
      fills.map(({ text }, index) => ({ range: startOf(ranges[index] as vscode.Range), renderOptions: { before: wordStyle(text) } })),
    );
  }

  /** Scrolls back to where the writer was. */
  goBack(): void {
    if (this.#top !== undefined) this.editor.revealRange(new vscode.Range(this.#top, this.#top), vscode.TextEditorRevealType.AtTop);
  }

  /** Takes the words off the screen. */
  dispose(): void {
    this.#store.dispose();
  }

  #range({ start, end }: Span): vscode.Range {
    const { document } = this.editor;
    return new vscode.Range(plainPosition(document, start), plainPosition(document, end));
  }
}

function startOf({ start }: vscode.Range): vscode.Range {
  return new vscode.Range(start, start);
}

function wordStyle(text: string): vscode.ThemableDecorationAttachmentRenderOptions {
  return {
    contentText: text,
    color: new vscode.ThemeColor('editor.foreground'),
    backgroundColor: new vscode.ThemeColor('editor.wordHighlightStrongBackground'),
    border: '1px dashed',
    borderColor: new vscode.ThemeColor('focusBorder'),
  };
}
