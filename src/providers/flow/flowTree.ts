import * as vscode from 'vscode';
import { commands } from '../../host/ids.js';
import { readSettings } from '../../host/settings.js';
import { excerptStart } from '../../prose/excerpt.js';
import type { ReportedPair } from '../../writing/flow/flowReport.js';
import { strip } from '../../report/flow/strip.js';
import { percent } from '../../prose/plainText.js';
import { type FlowNode, pairsOf } from './flowNode.js';
import { rangeOf } from './flowRange.js';
import type { FlowResults } from '../../sessions/flow/flowResults.js';
import { fileMutedBy } from '../../sessions/flow/mutedBy.js';

/** How many characters of a text name it. */
const maxNameLength = 60;

/** The Flow view: files, headings, paragraphs and pairs, the worst first. Muted warnings are listed where that is wanted. */
export class FlowTree implements vscode.TreeDataProvider<FlowNode> {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  #showsMuted = false;

  constructor(private readonly results: FlowResults) {}

  get showsMuted(): boolean {
    return this.#showsMuted;
  }

  set showsMuted(shows: boolean) {
    this.#showsMuted = shows;
    this.refresh();
  }

  refresh(): void {
    this.#changed.fire();
  }

  getChildren(node?: FlowNode): FlowNode[] {
    const listed = this.#childrenOf(node).filter((child) => this.#isListed(child));
    return worstFirst(listed, (verdict) => this.#showsMuted || verdict !== 'muted');
  }

  getTreeItem(node: FlowNode): vscode.TreeItem {
    const pairs = pairsOf(node);
    const warnings = pairs.filter(({ verdict }) => verdict === 'warning').length;
    const item = new vscode.TreeItem(labelOf(node));
    // A mute closes nothing that is open.
    const isOpen = pairs.some(({ verdict }) => verdict !== 'follows');
    item.collapsibleState = collapsibleState(node, pairs.length, isOpen);
    // The editor keeps what its user has opened and closed, by the id; one with its first warning opens.
    item.id = JSON.stringify([node.file.uri, node.kind, idOf(node), isOpen]);
    item.contextValue = node.kind;
    if (node.kind === 'document' || node.kind === 'section') item.description = vscode.l10n.t('{0} of {1}', warnings, pairs.length);
    if (node.kind === 'document') describeDocument(item, node);
    if (node.kind === 'paragraph') {
      // The strip is a picture.
      const said = vscode.l10n.t('{0} of {1} sentences seem not to follow.', warnings, pairs.length);
      item.accessibilityInformation = { label: `${said} ${excerptStart(node.paragraph.opening, maxNameLength)}` };
      item.tooltip = `${node.paragraph.opening}\n${said}`;
    }
    if (node.kind === 'pair') describePair(item, node);
    return item;
  }

  #childrenOf(node: FlowNode | undefined): FlowNode[] {
    switch (node?.kind) {
      case undefined:
        return readSettings().enable ? this.results.all.flatMap((file) => documentOf(file)) : [];
      case 'document':
        return node.found.check.report.sections.map((section) => ({ ...node, kind: 'section', section }));
      case 'section':
        return node.section.paragraphs.map((paragraph) => ({ ...node, kind: 'paragraph', paragraph }));
      case 'paragraph':
        return node.paragraph.pairs.map((pair) => ({ ...node, kind: 'pair', pair }));
      case 'pair':
        return [];
    }
  }

  #isListed(node: FlowNode): boolean {
    if (this.#showsMuted && node.kind === 'document' && fileMutedBy(node.found) !== undefined) return true;
    return pairsOf(node).some(({ verdict }) => this.#showsMuted || verdict !== 'muted');
  }
}

function documentOf(file: FlowResults['all'][number]): FlowNode[] {
  return file.latest === undefined ? [] : [{ kind: 'document', file, found: file.latest }];
}

function collapsibleState(node: FlowNode, pairCount: number, isOpen: boolean): vscode.TreeItemCollapsibleState {
  if (node.kind === 'pair' || pairCount === 0) return vscode.TreeItemCollapsibleState.None;
  return isOpen ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}

function describeDocument(item: vscode.TreeItem, { file, found }: FlowNode): void {
  item.resourceUri = vscode.Uri.parse(file.uri);
  if (fileMutedBy(found) === undefined) return;
  item.description = vscode.l10n.t('muted');
  item.contextValue = 'document-muted';
}

function describePair(item: vscode.TreeItem, { file, found, pair }: FlowNode & { kind: 'pair' }): void {
  const { second, chance, verdict, reasons } = pair;
  const muted = verdict === 'muted' ? [vscode.l10n.t('muted')] : [];
  const said = vscode.l10n.t('Probability that it does not follow from the sentence before: {0}', percent(chance));
  if (verdict === 'muted') item.description = vscode.l10n.t('muted');
  item.iconPath = new vscode.ThemeIcon(verdict === 'warning' ? 'info' : verdict === 'muted' ? 'mute' : 'check');
  item.tooltip = [second.text, said, ...reasons].join('\n');
  item.accessibilityInformation = { label: [second.text, said, ...muted, ...reasons].join('. ') };
  item.contextValue = verdict;
  item.command = {
    command: commands.flowShowPair,
    title: vscode.l10n.t('Show in the Text'),
    arguments: [vscode.Uri.parse(file.uri), rangeOf(found.lines, second)],
  };
}

/** Tells a node from others of its kind in its file. */
function idOf(node: FlowNode): number {
  return node.kind === 'document' ? 0 : (pairsOf(node)[0]?.second.start ?? 0);
}

function labelOf(node: FlowNode): string {
  switch (node.kind) {
    case 'document':
      return vscode.workspace.asRelativePath(vscode.Uri.parse(node.file.uri));
    case 'section':
      return node.section.heading ?? vscode.l10n.t('Before the first heading');
    case 'paragraph':
      return `${strip(node.paragraph.pairs.map(({ chance }) => chance))} ${excerptStart(node.paragraph.opening, maxNameLength)}`;
    case 'pair':
      return `${percent(node.pair.chance)} ${excerptStart(node.pair.second.text, maxNameLength)}`;
  }
}

/** In the order of their worst pair, of those that count. */
function worstFirst(nodes: readonly FlowNode[], counts: (verdict: ReportedPair['verdict']) => boolean): FlowNode[] {
  const worst = (node: FlowNode): number =>
    pairsOf(node).reduce((most, { chance, verdict }) => (counts(verdict) ? Math.max(most, chance) : most), 0);
  const ranked = nodes.map((node) => ({ node, worst: worst(node) }));
  return ranked.sort((a, b) => b.worst - a.worst).map(({ node }) => node);
}
