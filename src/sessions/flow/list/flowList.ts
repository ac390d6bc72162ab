import { type Disposable, DisposableStore } from '../../../common/disposable.js';
import { Emitter } from '../../../common/emitter.js';
import type { Translate } from '../../../common/translate.js';
import type { ReportedPair } from '../../../writing/flow/flowReport.js';
import type { FlowEditor } from '../flowEditor.js';
import type { FlowResults } from '../flowResults.js';
import { fileMutedBy } from '../mutes/mutedBy.js';
import { type FlowNode, pairsOf } from './flowNode.js';

/**
 * What the Flow view lists: files, headings, paragraphs and pairs, the worst first. Muted warnings are listed where that is wanted. Above
 * the list it says what came of the last check, and what the percentages are.
 */
export class FlowList implements Disposable {
  readonly #store = new DisposableStore();
  readonly #changes = this.#store.add(new Emitter<void>());
  /** Any of it is another one by now. */
  readonly onDidChange = this.#changes.event;
  #showsMuted = false;
  #outcome = '';

  constructor(
    private readonly results: FlowResults,
    private readonly editor: Pick<FlowEditor, 'settings'>,
    private readonly t: Translate,
  ) {
    // What is told after a check, such as a mute, makes its outcome out of date.
    this.#store.add(results.onDidChange(() => this.showOutcome('')));
    this.#store.add(results.onDidRemove(() => this.refresh()));
  }

  /** Whether anything was checked. */
  get hasResults(): boolean {
    return this.results.all.some(({ latest }) => latest !== undefined);
  }

  get showsMuted(): boolean {
    return this.#showsMuted;
  }

  set showsMuted(shows: boolean) {
    this.#showsMuted = shows;
    this.refresh();
  }

  /** What is said above the list. The editor shows the view's welcome only where that is nothing. */
  get message(): string {
    const legend = this.t('% is the probability that a sentence does not follow from the one before.');
    return this.children().length > 0 ? `${this.#outcome} ${legend}`.trim() : this.#outcome;
  }

  /** Says what came of a check until something else is known. */
  showOutcome(outcome: string): void {
    this.#outcome = outcome;
    this.refresh();
  }

  /** Looks again. */
  refresh(): void {
    if (!this.hasResults) this.#outcome = '';
    this.#changes.fire();
  }

  /** What is listed under a node, or at the top. */
  children(node?: FlowNode): FlowNode[] {
    const counts = ({ verdict }: ReportedPair): boolean => this.#showsMuted || verdict !== 'muted';
    const isListed = (child: FlowNode): boolean => {
      if (this.#showsMuted && child.kind === 'document' && fileMutedBy(child.found) !== undefined) return true;
      return pairsOf(child).some(counts);
    };
    return worstFirst(this.#all(node).filter(isListed), counts);
  }

  dispose(): void {
    this.#store.dispose();
  }

  #all(node: FlowNode | undefined): FlowNode[] {
    switch (node?.kind) {
      case undefined:
        return this.editor.settings().isOn ? this.results.all.flatMap(documentOf) : [];
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
}

function documentOf(file: FlowResults['all'][number]): FlowNode[] {
  return file.latest === undefined ? [] : [{ kind: 'document', file, found: file.latest }];
}

/** In the order of their worst pair, of those that count. */
function worstFirst(nodes: readonly FlowNode[], counts: (pair: ReportedPair) => boolean): FlowNode[] {
  const worst = (node: FlowNode): number => pairsOf(node).reduce((most, pair) => (counts(pair) ? Math.max(most, pair.chance) : most), 0);
  const ranked = nodes.map((node) => ({ node, worst: worst(node) }));
  return ranked.sort((a, b) => b.worst - a.worst).map(({ node }) => node);
}
