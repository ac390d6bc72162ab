import type { Translate } from '../../../common/translate.js';
import { excerptStart } from '../../../prose/excerpt.js';
import { percent } from '../../../prose/plainText.js';
import type { Span } from '../../../prose/span.js';
import { strip } from '../../../report/flow/strip.js';
import type { ReportedPair } from '../../../writing/flow/flowReport.js';
import { fileMutedBy } from '../mutes/mutedBy.js';
import { type FlowNode, pairsOf } from './flowNode.js';

/** How many characters of a text name it. */
const maxNameLength = 60;

/** A row of the Flow view. */
export interface FlowItem {
  /** The same for the same node, as long as no first warning comes under it: the editor keeps what its user has opened and closed by it. */
  readonly id: string;
  readonly label: string;
  /** Whether it opens, and is open at first. */
  readonly state: 'leaf' | 'open' | 'closed';
  /** Which commands are offered for it. */
  readonly context: 'document' | 'document-muted' | 'section' | 'paragraph' | ReportedPair['verdict'];
  readonly description?: string;
  readonly tooltip?: string;
  readonly accessibleLabel?: string;
  /** Of a pair: how it was judged, by a sign. */
  readonly icon?: 'info' | 'mute' | 'check';
  /** Of a pair: its second sentence in the checked text, which a click shows. */
  readonly shows?: Span;
}

/** The row of a node. `nameOf` gives the name of the file with a URI. */
export function flowItem(node: FlowNode, nameOf: (uri: string) => string, t: Translate): FlowItem {
  const pairs = pairsOf(node);
  // A mute closes nothing that is open.
  const isOpen = pairs.some(({ verdict }) => verdict !== 'follows');
  const row = { id: idOf(node, isOpen), state: pairs.length === 0 ? 'leaf' : isOpen ? 'open' : 'closed' } as const;
  const warnings = pairs.filter(({ verdict }) => verdict === 'warning').length;
  switch (node.kind) {
    case 'document': {
      const isMuted = fileMutedBy(node.found) !== undefined;
      const description = isMuted ? t('muted') : t('{0} of {1}', warnings, pairs.length);
      return { ...row, label: nameOf(node.file.uri), description, context: isMuted ? 'document-muted' : 'document' };
    }
    case 'section': {
      const label = node.section.heading ?? t('Before the first heading');
      return { ...row, label, description: t('{0} of {1}', warnings, pairs.length), context: 'section' };
    }
    case 'paragraph': {
      const { opening } = node.paragraph;
      const name = excerptStart(opening, maxNameLength);
      const said = t('{0} of {1} sentences seem not to follow.', warnings, pairs.length);
      const label = `${strip(pairs.map(({ chance }) => chance))} ${name}`;
      // The strip is a picture.
      return { ...row, label, tooltip: `${opening}\n${said}`, accessibleLabel: `${said} ${name}`, context: 'paragraph' };
    }
    case 'pair':
      return { ...pairItem(node.pair, t), id: row.id, state: 'leaf' };
  }
}

/** What the clipboard gets of a node: a sentence with what is said about it, or the name of a file, a heading or a paragraph. */
export function copiedText(node: FlowNode, nameOf: (uri: string) => string): string {
  switch (node.kind) {
    case 'document':
      return nameOf(node.file.uri);
    case 'section':
      return node.section.heading ?? '';
    case 'paragraph':
      return node.found.check.document.blocks[node.paragraph.block]?.sentences.map(({ text }) => text).join(' ') ?? '';
    case 'pair':
      return [node.pair.second.text, ...node.pair.reasons].join('\n');
  }
}

function pairItem({ second, chance, verdict, reasons }: ReportedPair, t: Translate): Omit<FlowItem, 'id' | 'state'> {
  const muted = verdict === 'muted' ? [t('muted')] : [];
  const said = t('Probability that it does not follow from the sentence before: {0}', percent(chance));
  return {
    label: `${percent(chance)} ${excerptStart(second.text, maxNameLength)}`,
    ...(verdict === 'muted' && { description: t('muted') }),
    icon: ({ warning: 'info', muted: 'mute', follows: 'check' } as const)[verdict],
    tooltip: [second.text, said, ...reasons].join('\n'),
    accessibleLabel: [second.text, said, ...muted, ...reasons].join('. '),
    context: verdict,
    shows: second,
  };
}

/** Tells a node from all others; one with its first warning is another, so that it opens. */
function idOf(node: FlowNode, isOpen: boolean): string {
  const start = node.kind === 'document' ? 0 : (pairsOf(node)[0]?.second.start ?? 0);
  return JSON.stringify([node.file.uri, node.kind, start, isOpen]);
}
