import type { CancellationToken } from '../../common/cancellation.js';
import type { Clock } from '../../common/clock.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import { failureLogger } from '../../common/failureLogger.js';
import type { PairRecord } from '../../common/panelProtocol/pair.js';
import type { Translate } from '../../common/translate.js';
import type { FlowSignal } from '../../writing/flow/check/knownRatings.js';
import { FlowChecker } from './check/flowChecker.js';
import { CheckRun } from './checkRun.js';
import type { ChosenPair } from './chosenPair.js';
import type { FlowEditor } from './flowEditor.js';
import { FlowResults } from './flowResults.js';
import { FollowEditor } from './followEditor.js';
import { FlowList } from './list/flowList.js';
import { StoredMutes, type StoredMutesDependencies } from './mutes/storedMutes.js';
import { pairReasons } from './pairReasons.js';
import { proposeLink } from './proposals/linkingSentence.js';
import type { Proposal } from '../proposals/proposals.js';
import { proposeOrder } from './proposals/sentenceOrder.js';
import type { CheckTarget } from './targets/checkTargets.js';
import { PublishedWarnings, type WarningView } from './warnings/publishedWarnings.js';

export interface FlowSessionDependencies extends Omit<StoredMutesDependencies, 't'> {
  readonly engine: Pick<EngineApi, 'ratePairs' | 'complete'>;
  readonly clock: Clock;
  readonly t: Translate;
  readonly editor: FlowEditor;
  /** Where warnings are shown. */
  readonly warnings: WarningView;
  /** Names the models that are used; the same as long as they are the same. */
  readonly models: () => string;
  /** A check that no command started has failed. */
  readonly log: (message: string) => void;
}

/** Why a signal cannot be measured. */
export interface Lack {
  readonly signal: FlowSignal;
  /** A sentence. */
  readonly reason: string;
}

/** The flow check of an editor's window: what was checked, what is muted, and what is shown of it. Nothing is checked before it is asked for. */
export class FlowSession implements Disposable {
  readonly #store = new DisposableStore();
  readonly #checker: FlowChecker;
  readonly mutes: StoredMutes;
  readonly results: FlowResults;
  readonly list: FlowList;
  readonly follow: FollowEditor;
  readonly #warnings: PublishedWarnings;
  #models: string;
  readonly #toldReasons = new Set<string>();

  constructor(private readonly dependencies: FlowSessionDependencies) {
    const { engine, clock, t, editor, warnings, models, log } = dependencies;
    this.#models = models();
    this.#checker = new FlowChecker((request, token) => engine.ratePairs(request, token));
    this.mutes = new StoredMutes(dependencies);
    const onFailure = failureLogger('No flow check', log);
    const { openText, visibleSpan } = editor;
    this.results = this.#store.add(
      new FlowResults({ checker: this.#checker, mutes: this.mutes, clock, t, openText, visibleSpan, onFailure }),
    );
    this.#warnings = this.#store.add(new PublishedWarnings(this.results, editor, warnings, t));
    this.list = this.#store.add(new FlowList(this.results, editor, t));
    this.follow = this.#store.add(new FollowEditor(this.results, this.mutes, editor));
    this.follow.visibleChanged();
  }

  /** A check of files that the reviewer asks for. */
  checkOf(targets: readonly CheckTarget[]): CheckRun {
    const { editor, t } = this.dependencies;
    return new CheckRun(targets, { results: this.results, editor, missing: () => this.#checker.ratings.missing, t });
  }

  /** What the last check could not measure, and why, as far as that was not told before. */
  newLacks(): Lack[] {
    const lacks: Lack[] = [];
    for (const [signal, reason] of this.#checker.ratings.missing) {
      if (this.#toldReasons.has(reason)) continue;
      this.#toldReasons.add(reason);
      lacks.push({ signal, reason });
    }
    return lacks;
  }

  /** A better place for a sentence; see `proposeOrder`. */
  order(chosen: ChosenPair, token: CancellationToken): Promise<Proposal | string | undefined> {
    return proposeOrder(chosen, this.#checker, this.dependencies.t, token);
  }

  /** A sentence between two; see `proposeLink`. */
  link(chosen: ChosenPair, token: CancellationToken): Promise<Proposal | string | undefined> {
    return proposeLink(chosen, this.dependencies.engine, this.#checker, this.dependencies.t, token);
  }

  /** The numbers that a pair was judged by; see `pairReasons`. */
  reasons(chosen: ChosenPair, token: CancellationToken): Promise<PairRecord | undefined> {
    return pairReasons(chosen, this.#checker, this.dependencies.t, token);
  }

  settingsChanged(): void {
    this.#warnings.settingsChanged();
    this.list.refresh();
    this.follow.settingsChanged();
    const models = this.dependencies.models();
    // What was measured with one model says nothing about another.
    if (models !== this.#models) this.#checker.clear();
    this.#models = models;
  }

  dispose(): void {
    this.#store.dispose();
  }
}
