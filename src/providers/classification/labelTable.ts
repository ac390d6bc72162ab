import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { hasLabelsKey, labelsViewId } from '../../host/ids.js';
import { type LabelOrder, type LabelRow, labelsOfRow, sortedRows } from '../../learning/table/labelRows.js';
import { percent } from '../../prose/plainText.js';

/** A probability of one label, below its row. */
interface Share {
  readonly label: string;
  readonly probability: number;
}

/** Rows that the editor draws at most; it holds each of them in memory, seen or not. */
const mostShown = 1000;

/** The table of many labelled texts in the side bar: sorted, filtered, and each row opens its source. */
export class LabelTable implements vscode.TreeDataProvider<LabelRow | Share>, Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<LabelRow | Share>;
  #rows: LabelRow[] = [];
  #labels: readonly string[] = [];
  #order: LabelOrder = 'source';
  #only: string | undefined;
  #drawn = 0;

  constructor() {
    this.#view = this.#store.add(vscode.window.createTreeView(labelsViewId, { treeDataProvider: this, showCollapseAll: true }));
  }

  /** All rows, in the order of their sources, and the labels that they may have. */
  get all(): { readonly rows: readonly LabelRow[]; readonly labels: readonly string[] } {
    return { rows: this.#rows, labels: this.#labels };
  }

  /** What is shown, in its order. */
  get shown(): readonly LabelRow[] {
    return sortedRows(this.#chosen, this.#order);
  }

  /** The same in the order of their sources. */
  get #chosen(): readonly LabelRow[] {
    const only = this.#only;
    return only === undefined ? this.#rows : this.#rows.filter((row) => labelsOfRow(row).includes(only));
  }

  start(labels: readonly string[]): void {
    this.#rows = [];
    this.#labels = labels;
    this.#only = undefined;
    this.show();
  }

  /** Adds rows. They are shown once a fifth is new, so that a large table is not drawn again and again; `show` shows all. */
  add(rows: readonly LabelRow[]): void {
    for (const row of rows) this.#rows.push(row);
    if (this.#rows.length >= 1.2 * this.#drawn) this.show();
  }

  set order(order: LabelOrder) {
    this.#order = order;
    this.show();
  }

  /** Only rows with this label are shown; all where it is `undefined`. */
  set only(label: string | undefined) {
    this.#only = label;
    this.show();
  }

  show(): void {
    this.#drawn = this.#rows.length;
    this.#view.message = this.#rows.length === 0 ? '' : this.#summary();
    void vscode.commands.executeCommand('setContext', hasLabelsKey, this.#rows.length > 0);
    this.#changed.fire(undefined);
  }

  /** Brings the table into view. */
  async reveal(): Promise<void> {
    await vscode.commands.executeCommand(`${labelsViewId}.focus`);
  }

  getChildren(parent?: LabelRow | Share): (LabelRow | Share)[] {
    if (parent === undefined) return this.shown.slice(0, mostShown);
    if (!('uri' in parent)) return [];
    const shares = (parent.probabilities ?? []).map((probability, index) => ({ label: this.#labels[index] ?? '', probability }));
    return shares.sort((a, b) => b.probability - a.probability);
  }

  getTreeItem(row: LabelRow | Share): vscode.TreeItem {
    const { Collapsed, None } = vscode.TreeItemCollapsibleState;
    if (!('uri' in row)) {
      const item = new vscode.TreeItem(row.label, None);
      item.description = percent(row.probability);
      return item;
    }
    const none = row.several === undefined || row.probabilities === undefined ? vscode.l10n.t('empty') : vscode.l10n.t('no label');
    const item = new vscode.TreeItem(row.label === '' ? none : row.label, row.probabilities ? Collapsed : None);
    const certainty = row.label === '' ? '' : `${percent(row.probability)}  `;
    item.description = `${certainty}${row.file}:${row.line}  ${row.excerpt}`;
    item.tooltip = row.excerpt;
    const range = new vscode.Range(row.line - 1, 0, row.lastLine - 1, Number.MAX_SAFE_INTEGER);
    item.command = {
      title: vscode.l10n.t('Show in the Text'),
      command: 'vscode.open',
      arguments: [vscode.Uri.parse(row.uri), { selection: range }],
    };
    return item;
  }

  dispose(): void {
    this.#store.dispose();
  }

  #summary(): string {
    const count = this.#rows.length === 1 ? vscode.l10n.t('1 text') : vscode.l10n.t('{0} texts', this.#rows.length);
    const labelled = this.#only === undefined ? count : vscode.l10n.t('{0}, only those labeled "{1}"', count, this.#only);
    return this.#chosen.length <= mostShown
      ? labelled
      : vscode.l10n.t('{0}; the first {1} are shown, and all are exported', labelled, mostShown);
  }
}
