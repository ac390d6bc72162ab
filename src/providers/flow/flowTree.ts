import * as vscode from 'vscode';
import { maxOf } from '../../common/extremes.js';
import { excerptStart } from '../../text/excerpt.js';
import { percent } from '../../text/plainText.js';
import type { FlowReport, ReportedPair, ReportedParagraph, ReportedSection } from '../../text/flow/report/flowReport.js';
import { strip } from '../../text/flow/report/strip.js';
import { commands } from '../../host/ids.js';
import { rangeOf } from './flowRange.js';
import type { FlowSession } from './flowSession.js';
import type { FlowSessions } from './flowSessions.js';

/** How many characters of a text name it. */
const longest = 60;

/** What stands in the Flow view: documents, headings, paragraphs and pairs, the worst first. */
export type FlowNode =
  | { readonly kind: 'document'; readonly session: FlowSession; readonly report: FlowReport }
  | { readonly kind: 'section'; readonly session: FlowSession; readonly section: ReportedSection }
  | { readonly kind: 'paragraph'; readonly session: FlowSession; readonly paragraph: ReportedParagraph }
  | { readonly kind: 'pair'; readonly session: FlowSession; readonly pair: ReportedPair };

export class FlowTree implements vscode.TreeDataProvider<FlowNode> {
  readonly onDidChangeTreeData: vscode.Event<void>;

  constructor(private readonly sessions: FlowSessions) {
    this.onDidChangeTreeData = sessions.onDidChange;
  }

  getChildren(node?: FlowNode): FlowNode[] {
    switch (node?.kind) {
      case undefined:
        return this.sessions.all
          .flatMap((session) => {
            const report = session.check?.report;
            return report === undefined || report.sections.length === 0 ? [] : [{ kind: 'document' as const, session, report }];
          })
          .sort((a, b) => worst(b) - worst(a));
      case 'document':
        return node.report.sections.map((section) => ({ kind: 'section' as const, session: node.session, section })).sort(byWorst);
      case 'section':
        return node.section.paragraphs.map((paragraph) => ({ kind: 'paragraph' as const, session: node.session, paragraph })).sort(byWorst);
      case 'paragraph':
        return node.paragraph.pairs.map((pair) => ({ kind: 'pair' as const, session: node.session, pair })).sort(byWorst);
      case 'pair':
        return [];
    }
  }

  getTreeItem(node: FlowNode): vscode.TreeItem {
    const pairs = pairsOf(node);
    const warnings = pairs.filter(({ verdict }) => verdict === 'warning').length;
    const item = new vscode.TreeItem(labelOf(node));
    item.collapsibleState =
      node.kind === 'pair'
        ? vscode.TreeItemCollapsibleState.None
        : warnings > 0
          ? vscode.TreeItemCollapsibleState.Expanded
          : vscode.TreeItemCollapsibleState.Collapsed;
    // The editor keeps what its user has opened and closed, by the id; one with its first warning opens.
    item.id = JSON.stringify([node.session.document.uri.toString(), node.kind, idOf(node), warnings > 0]);
    if (node.kind === 'document' || node.kind === 'section') item.description = vscode.l10n.t('{0} of {1}', warnings, pairs.length);
    if (node.kind === 'paragraph') {
      // The strip is a picture.
      const said = vscode.l10n.t('{0} of {1} sentences seem not to follow.', warnings, pairs.length);
      item.accessibilityInformation = { label: `${said} ${excerptStart(pairs[0]?.second.text ?? '', longest)}` };
    }
    if (node.kind === 'document') item.resourceUri = node.session.document.uri;
    if (node.kind === 'pair') describePair(item, node.session.document, node.pair);
    return item;
  }
}

function describePair(item: vscode.TreeItem, document: vscode.TextDocument, pair: ReportedPair): void {
  const { second, chance, verdict, reasons } = pair;
  if (verdict === 'muted') item.description = vscode.l10n.t('muted');
  item.iconPath = new vscode.ThemeIcon(verdict === 'warning' ? 'info' : verdict === 'muted' ? 'mute' : 'check');
  item.tooltip = [second.text, ...reasons].join('\n');
  item.accessibilityInformation = {
    label: [percent(chance), second.text, ...(verdict === 'muted' ? [vscode.l10n.t('muted')] : []), ...reasons].join('. '),
  };
  item.contextValue = verdict;
  item.command = {
    command: commands.flowShowPair,
    title: vscode.l10n.t('Show in the Text'),
    arguments: [document.uri, rangeOf(document, second)],
  };
}

/** Tells a node from others of its kind in its document. */
function idOf(node: FlowNode): number {
  return node.kind === 'document' ? 0 : (pairsOf(node)[0]?.second.start ?? 0);
}

function labelOf(node: FlowNode): string {
  switch (node.kind) {
    case 'document':
      return vscode.workspace.asRelativePath(node.session.document.uri);
    case 'section':
      return node.section.heading ?? vscode.l10n.t('Before the first heading');
    case 'paragraph':
      return `${strip(node.paragraph.pairs.map(({ chance }) => chance))} ${excerptStart(node.paragraph.pairs[0]?.second.text ?? '', longest)}`;
    case 'pair':
      return `${percent(node.pair.chance)} ${excerptStart(node.pair.second.text, longest)}`;
  }
}

function pairsOf(node: FlowNode): readonly ReportedPair[] {
  switch (node.kind) {
    case 'document':
      return node.report.sections.flatMap((section) => section.paragraphs.flatMap(({ pairs }) => pairs));
    case 'section':
      return node.section.paragraphs.flatMap(({ pairs }) => pairs);
    case 'paragraph':
      return node.paragraph.pairs;
    case 'pair':
      return [node.pair];
  }
}

function worst(node: FlowNode): number {
  return maxOf(
    pairsOf(node).map(({ chance, verdict }) => (verdict === 'muted' ? 0 : chance)),
    0,
  );
}

function byWorst(a: FlowNode, b: FlowNode): number {
  return worst(b) - worst(a);
}
