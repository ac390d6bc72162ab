import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { commands } from '../../host/ids.js';
import { showBriefly } from '../../host/messages.js';
import type { FlowSession } from '../../sessions/flow/flowSession.js';
import { copiedText } from '../../sessions/flow/list/flowItem.js';
import { type FlowNode, isFlowNode, pairsOf } from '../../sessions/flow/list/flowNode.js';
import { rangeOf } from './flowRange.js';

/** What the Flow view's title and its menu do. */
export function registerViewCommands({ results, list }: FlowSession, nameOf: (uri: string) => string): Disposable {
  const store = new DisposableStore();
  const command = (id: string, run: (...args: unknown[]) => unknown): void => void store.add(vscode.commands.registerCommand(id, run));
  command(commands.flowClear, () => results.clear());
  command(commands.flowClearFile, (node) => isFlowNode(node) && results.remove(node.file.uri));
  command(commands.flowShowMuted, () => (list.showsMuted = true));
  command(commands.flowHideMuted, () => (list.showsMuted = false));
  command(commands.flowShowPair, showPair);
  command(commands.flowCopy, async (node) => {
    if (!isFlowNode(node)) return;
    await vscode.env.clipboard.writeText(copiedText(node, nameOf));
    showBriefly(vscode.l10n.t('Copied.'));
  });
  return store;
}

async function showPair(target: unknown, range: unknown): Promise<void> {
  const { uri, selection } = isFlowNode(target) ? placeOf(target) : { uri: target, selection: range };
  if (uri instanceof vscode.Uri && selection instanceof vscode.Range) await vscode.window.showTextDocument(uri, { selection });
}

function placeOf(node: FlowNode): { uri: vscode.Uri; selection: vscode.Range } {
  const second = pairsOf(node)[0]?.second ?? { start: 0, end: 0 };
  return { uri: vscode.Uri.parse(node.file.uri), selection: rangeOf(node.found.lines, second) };
}
