import * as vscode from 'vscode';
import type { CancellationToken } from '../../common/cancellation.js';
import type { FindLabelsRequest, FoundLabel } from '../../common/methods/classification.js';
import type { EngineApi } from '../../common/engineApi.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { showBriefly } from '../../host/messages.js';
import type { LabelRow } from '../../text/classification/table/labelRows.js';
import { percent } from '../../text/plainText.js';
import type { LabelTable } from './labelTable.js';

/** Marks of found names, until the document changes. */
export class NameMarks implements Disposable {
  readonly #store = new DisposableStore();
  readonly #type = this.#store.add(
    vscode.window.createTextEditorDecorationType({
      borderStyle: 'solid',
      borderWidth: '1px',
      borderColor: new vscode.ThemeColor('charts.blue'),
    }),
  );

  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  #document: vscode.TextDocument | undefined;

  /** Marks have come or gone. */
  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#store.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document === this.#document && contentChanges.length > 0) this.clear();
      }),
    );
  }

  get isShown(): boolean {
    return this.#document !== undefined;
  }

  show(document: vscode.TextDocument, found: readonly FoundLabel[]): void {
    this.clear();
    const marks = found.map(({ offset, length, label, probability }) => ({
      range: new vscode.Range(document.positionAt(offset), document.positionAt(offset + length)),
      hoverMessage: `${label}, ${percent(probability)}`,
    }));
    for (const editor of vscode.window.visibleTextEditors) if (editor.document === document) editor.setDecorations(this.#type, marks);
    this.#document = marks.length > 0 ? document : undefined;
    this.#changed.fire();
  }

  clear(): void {
    for (const editor of vscode.window.visibleTextEditors) editor.setDecorations(this.#type, []);
    this.#document = undefined;
    this.#changed.fire();
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
