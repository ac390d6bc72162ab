import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { plainPosition } from '../../host/documentText.js';
import { commands } from '../../host/ids.js';
import type { Latest } from '../../host/latest.js';
import type { WhyMark, WhyMarks as Marks } from '../../sessions/classification/whyMarks.js';
import { EditorMarks } from './editorMarks.js';

/** Marks the words that moved a label: a solid line under those for it, a dashed one under those against it, with a legend in the status bar. */
export class WhyMarks implements Disposable {
  readonly #store = new DisposableStore();
  readonly #for = this.#type('solid', 'charts.green');
  readonly #against = this.#type('dashed', 'charts.red');
  readonly #marks = this.#store.add(new EditorMarks());
  /** Beside the entry of Cloze: in a narrow window, those further to the left are hidden first. */
  readonly #legend = this.#store.add(vscode.window.createStatusBarItem('cloze.classificationLegend', vscode.StatusBarAlignment.Right, 99));

  /** Marks have come or gone, or are in sight or out of it. */
  readonly onDidChange = this.#marks.onDidChange;

  /** @param marked the address of the document that has these marks; no other feature marks words there meanwhile */
  constructor(marked: Latest<string | undefined>) {
    this.#legend.name = vscode.l10n.t('Cloze: Marks of a Label');
    this.#legend.command = commands.clearMarks;
    this.#store.add(marked.onDidChange((document) => document === undefined && this.#marks.clear()));
    this.#store.add(
      this.#marks.onDidChange(() => {
        if (this.#marks.isVisible) this.#legend.show();
        else this.#legend.hide();
        marked.value = this.#marks.document?.uri.toString();
      }),
    );
  }

  /** Whether an editor shows such marks. */
  get isVisible(): boolean {
    return this.#marks.isVisible;
  }

  show(document: vscode.TextDocument, { label, marks }: Marks): void {
    const drawn = (words: readonly WhyMark[]): vscode.DecorationOptions[] =>
      words.map(({ start, end, explanation }) => ({
        range: new vscode.Range(plainPosition(document, start), plainPosition(document, end)),
        hoverMessage: explanation,
      }));
    this.#legend.text = `$(tag) ${vscode.l10n.t('━ for "{0}"  ┅ against', label)}`;
    this.#legend.tooltip = vscode.l10n.t('A solid line is under words that speak for the label "{0}", a dashed one under those against it. Press Esc to clear the marks.', label); // prettier-ignore
    this.#legend.accessibilityInformation = { label: this.#legend.tooltip };
    this.#marks.show(document, [
      { type: this.#for, marks: drawn(marks.filter(({ isFor }) => isFor)) },
      { type: this.#against, marks: drawn(marks.filter(({ isFor }) => !isFor)) },
    ]);
  }

  dispose(): void {
    this.#store.dispose();
  }

  #type(borderStyle: string, color: string): vscode.TextEditorDecorationType {
    return this.#store.add(
      vscode.window.createTextEditorDecorationType({ borderStyle, borderWidth: '0 0 2px 0', borderColor: new vscode.ThemeColor(color) }),
    );
  }
}
