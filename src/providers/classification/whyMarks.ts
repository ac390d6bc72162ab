import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { ClassesRecord } from '../../common/panelProtocol/classes.js';
import { plainPosition } from '../../host/documentText.js';
import { commands } from '../../host/ids.js';
import type { Latest } from '../../host/latest.js';

/** Words that moved a decision less than this, in bits, are not marked. */
const leastBits = 0.15;
const mostMarks = 12;

/**
 * Marks the words that moved a label: a solid line under those for it, a dashed one under those against it, with a legend in the status bar. They
 * stay until the document changes, or until it is no longer the one that is marked.
 */
export class WhyMarks implements Disposable {
  readonly #store = new DisposableStore();
  readonly #for = this.#type('solid', 'charts.green');
  readonly #against = this.#type('dashed', 'charts.red');
  readonly #legend = this.#store.add(vscode.window.createStatusBarItem('cloze.classificationLegend', vscode.StatusBarAlignment.Right, 101));

  /** @param marked the address of the document that has these marks; no other feature marks words there meanwhile */
  constructor(private readonly marked: Latest<string | undefined>) {
    this.#legend.name = vscode.l10n.t('Cloze: Marks of a Label');
    this.#legend.command = commands.clearMarks;
    this.#store.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && document.uri.toString() === marked.value) marked.value = undefined;
      }),
    );
    this.#store.add(
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document.uri.toString() === marked.value) marked.value = undefined;
      }),
    );
    this.#store.add(marked.onDidChange((document) => document === undefined && this.#clear()));
  }

  show(document: vscode.TextDocument, { words = [], classes }: ClassesRecord): void {
    this.marked.value = undefined;
    const strong = words.filter(({ bits }) => Math.abs(bits) >= leastBits).slice(0, mostMarks);
    if (strong.length === 0) return;
    this.marked.value = document.uri.toString();
    const label = classes[0]?.label ?? '';
    const marks = (sign: 1 | -1): vscode.DecorationOptions[] =>
      strong
        .filter(({ bits }) => sign * bits > 0)
        .map(({ place, bits }) => ({
          range: new vscode.Range(plainPosition(document, place.start), plainPosition(document, place.end)),
          hoverMessage:
            sign > 0
              ? vscode.l10n.t('Speaks for "{0}": {1} bits.', label, bits.toFixed(1))
              : vscode.l10n.t('Speaks against "{0}": {1} bits.', label, (-bits).toFixed(1)),
        }));
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document !== document) continue;
      editor.setDecorations(this.#for, marks(1));
      editor.setDecorations(this.#against, marks(-1));
    }
    this.#showLegend(label);
  }

  dispose(): void {
    this.#store.dispose();
  }

  #showLegend(label: string): void {
    this.#legend.text = `$(tag) ${vscode.l10n.t('━ for "{0}"  ┅ against', label)}`;
    this.#legend.tooltip = vscode.l10n.t('A solid line is under words that speak for the label "{0}", a dashed one under those against it. Press Esc to clear the marks.', label); // prettier-ignore
    this.#legend.accessibilityInformation = { label: this.#legend.tooltip };
    this.#legend.show();
  }

  #clear(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      editor.setDecorations(this.#for, []);
      editor.setDecorations(this.#against, []);
    }
    this.#legend.hide();
  }

  #type(borderStyle: string, color: string): vscode.TextEditorDecorationType {
    return this.#store.add(
      vscode.window.createTextEditorDecorationType({ borderStyle, borderWidth: '0 0 2px 0', borderColor: new vscode.ThemeColor(color) }),
    );
  }
}
