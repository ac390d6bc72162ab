import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { plainPosition } from '../../host/documentText.js';
import type { Fill } from '../../text/masking/fills.js';

/** Shows in an editor how it would read with other words, without a change of the document. */
export class WordPreview implements Disposable {
  readonly #store = new DisposableStore();
  /** Takes what stands there off the screen. The editor lets no other style of text into a decoration, but this one takes what follows it. */
  readonly #hidden = this.#store.add(vscode.window.createTextEditorDecorationType({ textDecoration: 'none; display: none' }));
  readonly #shown = this.#store.add(vscode.window.createTextEditorDecorationType({}));

  constructor(private readonly editor: vscode.TextEditor) {}

  /** Shows these words, and no others. */
  show(fills: readonly Fill[]): void {
    const { document } = this.editor;
    const ranges = fills.map(({ start, end }) => new vscode.Range(plainPosition(document, start), plainPosition(document, end)));
    this.editor.setDecorations(this.#hidden, ranges);
    this.editor.setDecorations(
      this.#shown,
      fills.map(({ text }, index) => ({ range: startOf(ranges[index] as vscode.Range), renderOptions: { before: wordStyle(text) } })),
    );
    const [first] = ranges;
    if (first !== undefined) this.editor.revealRange(first, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** Leaves the editor as it was. */
  dispose(): void {
    this.#store.dispose();
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
    borderColor: new vscode.ThemeColor('editor.findMatchHighlightBorder'),
  };
}
