import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { commands, flowViewId, hasFlowResultsKey, showsMutedFlowKey } from '../../host/ids.js';
import { type FlowItem, flowItem } from '../../sessions/flow/list/flowItem.js';
import type { FlowList } from '../../sessions/flow/list/flowList.js';
import type { FlowNode } from '../../sessions/flow/list/flowNode.js';
import { rangeOf } from './flowRange.js';

/** Shows the list of what was found as the Flow view. */
export function showFlowView(list: FlowList, nameOf: (uri: string) => string): Disposable {
  const store = new DisposableStore();
  const changed = store.add(new vscode.EventEmitter<void>());
  const view = store.add(
    vscode.window.createTreeView<FlowNode>(flowViewId, {
      showCollapseAll: true,
      treeDataProvider: {
        onDidChangeTreeData: changed.event,
        getChildren: (node) => list.children(node),
        getTreeItem: (node) => treeItem(node, flowItem(node, nameOf, vscode.l10n.t)),
      },
    }),
  );
  const update = (): void => {
    view.message = list.message;
    void vscode.commands.executeCommand('setContext', hasFlowResultsKey, list.hasResults);
    void vscode.commands.executeCommand('setContext', showsMutedFlowKey, list.showsMuted);
    changed.fire();
  };
  store.add(list.onDidChange(update));
  update();
  return store;
}

function treeItem(node: FlowNode, row: FlowItem): vscode.TreeItem {
  const { None, Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(row.label, { leaf: None, open: Expanded, closed: Collapsed }[row.state]);
  const uri = vscode.Uri.parse(node.file.uri);
  item.id = row.id;
  item.contextValue = row.context;
  if (row.description !== undefined) item.description = row.description;
  if (row.tooltip !== undefined) item.tooltip = row.tooltip;
  if (row.accessibleLabel !== undefined) item.accessibilityInformation = { label: row.accessibleLabel };
  if (row.icon !== undefined) item.iconPath = new vscode.ThemeIcon(row.icon);
  if (node.kind === 'document') item.resourceUri = uri;
  if (row.shows !== undefined) {
    const title = vscode.l10n.t('Show in the Text');
    item.command = { command: commands.flowShowPair, title, arguments: [uri, rangeOf(node.found.lines, row.shows)] };
  }
  return item;
}
