import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { plainPosition } from '../../host/documentText.js';
import { markedLevels, markedWords, type SurprisalLevel } from '../../writing/surprisal/level.js';
import type { RatedWord } from '../../writing/surprisal/ratedWords.js';

/** The line under a word tells its level by its form and weight; the background tint only repeats that. */
const lines: Readonly<Record<(typeof markedLevels)[number], { readonly borderStyle: string; readonly borderWidth: string }>> = {
  1: { borderStyle: 'dotted', borderWidth: '0 0 1px 0' },
  2: { borderStyle: 'dashed', borderWidth: '0 0 1px 0' },
  3: { borderStyle: 'solid', borderWidth: '0 0 1px 0' },
  4: { borderStyle: 'solid', borderWidth: '0 0 2px 0' },
  5: { borderStyle: 'double', borderWidth: '0 0 4px 0' },
};

/** Five styles for words in all documents. Their colors are the theme's, and can be set like those of the editor. */
export class SurprisalDecorations implements Disposable {
  readonly #store = new DisposableStore();
  readonly #types: ReadonlyMap<SurprisalLevel, vscode.TextEditorDecorationType>;

  constructor() {
    this.#types = new Map(
      markedLevels.map((level) => [
        level,
        this.#store.add(
          vscode.window.createTextEditorDecorationType({
            ...lines[level],
            borderColor: new vscode.ThemeColor('cloze.surprisalLine'),
            backgroundColor: new vscode.ThemeColor(`cloze.surprisalBackground${level}`),
            rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
          }),
        ),
      ]),
    );
  }

  /** Marks these words, and no others. Their offsets count one character for the end of each line. */
  show(editor: vscode.TextEditor, words: readonly RatedWord[]): void {
    const { document } = editor;
    const marked = markedWords(words);
    for (const [level, type] of this.#types) {
      editor.setDecorations(
        type,
        (marked.get(level) ?? []).map(({ start, end }) => new vscode.Range(plainPosition(document, start), plainPosition(document, end))),
      );
    }
  }

  /** Removes all marks everywhere. */
  dispose(): void {
    this.#store.dispose();
  }
}
