import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { flowViewId, hasFlowResultsKey, showsMutedFlowKey } from '../../host/ids.js';
import { onDidChangeSettings } from '../../host/settings.js';
import type { FlowNode } from './flowNode.js';
import { FlowTree } from './flowTree.js';
import type { FlowResults } from '../../sessions/flow/flowResults.js';

/** The Flow view. Above its list it says what came of the last check, and what the percentages are. */
export class FlowView implements Disposable {
  readonly #store = new DisposableStore();
  readonly #tree: FlowTree;
  readonly #view: vscode.TreeView<FlowNode>;
  #outcome = '';

  constructor(private readonly results: FlowResults) {
    this.#tree = new FlowTree(results);
    this.#view = this.#store.add(vscode.window.createTreeView(flowViewId, { treeDataProvider: this.#tree, showCollapseAll: true }));
    // What is told after a check, such as a mute, makes its outcome out of date.
    this.#store.add(results.onDidChange(() => this.showOutcome('')));
    this.#store.add(results.onDidRemove(() => this.#refresh()));
    this.#store.add(onDidChangeSettings(() => this.#refresh()));
    this.#refresh();
    this.showMuted(false);
  }

  /** Says what came of a check until something else is known. */
  showOutcome(outcome: string): void {
    this.#outcome = outcome;
    this.#refresh();
  }

  /** Lists muted warnings too, or no more. */
  showMuted(shows: boolean): void {
    this.#tree.showsMuted = shows;
    void vscode.commands.executeCommand('setContext', showsMutedFlowKey, shows);
  }

  dispose(): void {
    this.#store.dispose();
  }

  #refresh(): void {
    const hasResults = this.results.all.some(({ latest }) => latest !== undefined);
    if (!hasResults) this.#outcome = '';
    const isListed = this.#tree.getChildren().length > 0;
    const legend = vscode.l10n.t('% is the probability that a sentence does not follow from the one before.');
    // The editor shows the view's welcome only where there is no message.
    const message = isListed ? `${this.#outcome} ${legend}`.trim() : this.#outcome;
    this.#view.message = message;
    void vscode.commands.executeCommand('setContext', hasFlowResultsKey, hasResults);
    this.#tree.refresh();
  }
}
