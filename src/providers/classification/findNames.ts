import * as vscode from 'vscode';
import type { CancellationToken } from '../../common/cancellation.js';
import type { FindLabelsRequest, FoundLabel } from '../../common/methods/classification.js';
import type { EngineApi } from '../../common/engineApi.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { showBriefly } from '../../host/messages.js';
import type { LabelRow } from '../../learning/table/labelRows.js';
import { percent } from '../../prose/plainText.js';
import { DocumentMarks } from './documentMarks.js';
import type { LabelTable } from './labelTable.js';

/** Marks of found names, until the document changes. */
export class NameMarks implements Disposable {
  readonly #store = new DisposableStore();
  readonly #marks = this.#store.add(new DocumentMarks());
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

/** "Cloze: Find Named Entities": marks them in the document, and lists them in the table. */
export async function findNames(
  { document }: vscode.TextEditor,
  classifier: FindLabelsRequest['classifier'],
  engine: EngineApi,
  table: LabelTable,
  marks: NameMarks,
  token: CancellationToken,
): Promise<void> {
  const version = document.version;
  const { found } = await engine.findLabels({ text: document.getText(), classifier }, token);
  if (document.version !== version) {
    showBriefly(vscode.l10n.t('The text has changed since, so nothing was done.'));
    return;
  }
  marks.show(document, found);
  table.start([...new Set(found.map(({ label }) => label))].sort());
  table.add(
    found.map(({ offset, length, label, probability }): LabelRow => {
      const [start, end] = [document.positionAt(offset), document.positionAt(offset + length)];
      return {
        uri: document.uri.toString(),
        file: vscode.workspace.asRelativePath(document.uri),
        line: start.line + 1,
        lastLine: end.line + 1,
        excerpt: document.getText(new vscode.Range(start, end)),
        label,
        probability,
      };
    }),
  );
  if (found.length === 0) showBriefly(vscode.l10n.t('No named entities were found.'));
  else await table.reveal();
}
