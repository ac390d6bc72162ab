import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { commands } from '../../host/ids.js';
import { showBriefly } from '../../host/messages.js';
import { type FlowNode, isFlowNode, pairsOf } from './flowNode.js';
import { rangeOf } from './flowRange.js';
import type { FlowView } from './flowView.js';
import type { FlowResults } from '../../sessions/flow/flowResults.js';

/** What the Flow view's title and its menu do. */
export function registerViewCommands(results: FlowResults, view: FlowView): Disposable {
  const store = new DisposableStore();
  const command = (id: string, run: (...args: unknown[]) => unknown): void => void store.add(vscode.commands.registerCommand(id, run));
  command(commands.flowClear, () => results.clear());
  command(commands.flowClearFile, (node) => isFlowNode(node) && results.remove(node.file.uri));
  command(commands.flowShowMuted, () => view.showMuted(true));
  command(commands.flowHideMuted, () => view.showMuted(false));
  command(commands.flowShowPair, showPair);
  command(commands.flowCopy, async (node) => {
    if (!isFlowNode(node)) return;
    await vscode.env.clipboard.writeText(copiedText(node));
    showBriefly(vscode.l10n.t('Copied.'));
  });
  return store;
}

/** What the clipboard gets of a node: a sentence with what is said about it, or the name of a file, a heading or a paragraph. */
function copiedText(node: FlowNode): string {
  switch (node.kind) {
    case 'document':
      return vscode.workspace.asRelativePath(vscode.Uri.parse(node.file.uri));
    case 'section':
      return node.section.heading ?? '';
    case 'paragraph':
      return node.found.check.document.blocks[node.paragraph.block]?.sentences.map(({ text }) => text).join(' ') ?? '';
    case 'pair':
      return [node.pair.second.text, ...node.pair.reasons].join('\n');
  }
}

async function showPair(target: unknown, range: unknown): Promise<void> {
  const { uri, selection } = isFlowNode(target) ? placeOf(target) : { uri: target, selection: range };
  if (uri instanceof vscode.Uri && selection instanceof vscode.Range) await vscode.window.showTextDocument(uri, { selection });
}

function placeOf(node: FlowNode): { uri: vscode.Uri; selection: vscode.Range } {
  const second = pairsOf(node)[0]?.second ?? { start: 0, end: 0 };
  return { uri: vscode.Uri.parse(node.file.uri), selection: rangeOf(node.found.lines, second) };
}
