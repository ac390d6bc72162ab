import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { ClassesRecord } from '../../common/panelProtocol/classes.js';
import { plainPosition } from '../../host/documentText.js';

/** Words that moved a decision less than this, in bits, are not marked. */
const leastBits = 0.15;
const mostMarks = 12;

/** Marks the words that moved a label, until the document changes: a solid line under those for it, a dashed one under those against it. */
export class WhyMarks implements Disposable {
  readonly #store = new DisposableStore();
  readonly #for = this.#type('solid', 'charts.green');
  readonly #against = this.#type('dashed', 'charts.red');

  constructor() {
    this.#store.add(vscode.workspace.onDidChangeTextDocument(({ document }) => this.#clear(document)));
  }

  show(document: vscode.TextDocument, { words = [], classes }: ClassesRecord): void {
    const marked = words.filter(({ bits }) => Math.abs(bits) >= leastBits).slice(0, mostMarks);
    const label = classes[0]?.label ?? '';
    const marks = (sign: 1 | -1): vscode.DecorationOptions[] =>
      marked
        .filter(({ bits }) => sign * bits > 0)
        .map(({ place, bits }) => ({
          range: new vscode.Range(plainPosition(document, place.start), plainPosition(document, place.end)),
          hoverMessage:
            sign > 0
              ? vscode.l10n.t('Speaks for "{0}": {1} bits.', label, bits.toFixed(1))
              : vscode.l10n.t('Speaks against "{0}": {1} bits.', label, (-bits).toFixed(1)),
        }));
    for (const editor of editorsOf(document)) {
      editor.setDecorations(this.#for, marks(1));
      editor.setDecorations(this.#against, marks(-1));
    }
  }

  dispose(): void {
    this.#store.dispose();
  }

  #clear(document: vscode.TextDocument): void {
    for (const editor of editorsOf(document)) {
      editor.setDecorations(this.#for, []);
      editor.setDecorations(this.#against, []);
    }
  }

  #type(borderStyle: string, color: string): vscode.TextEditorDecorationType {
    return this.#store.add(
      vscode.window.createTextEditorDecorationType({ borderStyle, borderWidth: '0 0 2px 0', borderColor: new vscode.ThemeColor(color) }),
    );
  }
}

function editorsOf(document: vscode.TextDocument): readonly vscode.TextEditor[] {
  return vscode.window.visibleTextEditors.filter((editor) => editor.document === document);
}
