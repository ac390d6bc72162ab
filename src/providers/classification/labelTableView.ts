import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { hasLabelsKey, labelsViewId } from '../../host/ids.js';
import type { LabelOrder, LabelRow } from '../../learning/table/labelRows.js';
import { percent } from '../../prose/plainText.js';
import type { LabelShare, LabelTable } from '../../sessions/classification/labelTable.js';

/** The table of labels in the side bar: each row opens its source. */
export class LabelTableView implements vscode.TreeDataProvider<LabelRow | LabelShare>, Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(private readonly table: LabelTable) {
    const view = this.#store.add(vscode.window.createTreeView(labelsViewId, { treeDataProvider: this, showCollapseAll: true }));
    this.#store.add(
      table.onDidChange(() => {
        view.message = table.summary(vscode.l10n.t);
        void vscode.commands.executeCommand('setContext', hasLabelsKey, table.rows.length > 0);
        this.#changed.fire(undefined);
      }),
    );
  }

  /** Brings the table into view. */
  async reveal(): Promise<void> {
    await vscode.commands.executeCommand(`${labelsViewId}.focus`);
  }

  getChildren(parent?: LabelRow | LabelShare): (LabelRow | LabelShare)[] {
    if (parent === undefined) return this.table.drawn;
    return 'uri' in parent ? this.table.sharesOf(parent) : [];
  }

  getTreeItem(row: LabelRow | LabelShare): vscode.TreeItem {
    const { Collapsed, None } = vscode.TreeItemCollapsibleState;
    if (!('uri' in row)) {
      const item = new vscode.TreeItem(row.label, None);
      item.description = percent(row.probability);
      return item;
    }
    const none = row.labels === undefined || row.probabilities === undefined ? vscode.l10n.t('empty') : vscode.l10n.t('no label');
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
}

/** "Sort Labels". */
export async function sortTable(table: LabelTable): Promise<void> {
  const items: readonly (vscode.QuickPickItem & { readonly order: LabelOrder })[] = [
    { label: vscode.l10n.t('In the Order of the Texts'), order: 'source' },
    { label: vscode.l10n.t('By Label'), order: 'label' },
    { label: vscode.l10n.t('Most Certain First'), order: 'surest' },
    { label: vscode.l10n.t('Least Certain First'), order: 'least-sure' },
  ];
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Sort Labels') });
  if (chosen !== undefined) table.order = chosen.order;
}

/** "Filter Labels". */
export async function filterTable(table: LabelTable): Promise<void> {
  const all = vscode.l10n.t('All Labels');
  const chosen = await vscode.window.showQuickPick([all, ...table.labels], {
    title: vscode.l10n.t('Which labels do you want to see?'),
  });
  if (chosen !== undefined) table.only = chosen === all ? undefined : chosen;
}
