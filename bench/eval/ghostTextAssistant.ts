import type { CancellationToken } from '../../src/common/cancellation.js';
import type { Completion, StopAt } from '../../src/common/methods/completion.js';
import type { EngineApi } from '../../src/common/engineApi.js';
import { proseContext } from '../../src/prose/context/documentContext.js';
import type { CaretText } from '../../src/writing/continuation/caretText.js';
import { type ChoiceRules, chooseShown, judgeAll } from '../../src/writing/continuation/choices.js';
import { completeRequest } from '../../src/writing/continuation/engineRequest.js';
import type { Thresholds } from '../../src/writing/continuation/quietness.js';
import { SuggestionCache, type SuggestionEntry } from '../../src/writing/continuation/suggestionCache.js';
import type { GhostText } from './simulatedWriter.js';

/** How the ghost text is set up, as in the editor's settings. */
export interface GhostTextSettings {
  readonly limits: Thresholds;
  readonly maxWords: number;
  readonly stopAt: StopAt;
}

/** A suggestion from when it first came up. */
export interface ShownSuggestion {
  readonly id: number;
  /** Where it came up. */
  readonly caret: number;
  readonly completion: Completion;
}

/** How much text around the caret decides whether it is the same place as before, in characters. */
const caretTextLength = 1_000;

/**
 * Shows ghost text to a simulated writer by the editor's own decisions: what to ask, how sure to be, and that typing along with what is
 * shown needs no engine. It waits for each answer, as a writer does who looks; and it does not learn, so that rows do not depend on their
 * order.
 */
export class GhostTextAssistant {
  readonly #cache = new SuggestionCache();
  readonly #ids = new Map<SuggestionEntry, number>();
  readonly #shown: ShownSuggestion[] = [];
  readonly #latencies: number[] = [];
  #along = 0;

  constructor(
    private readonly engine: Pick<EngineApi, 'complete'>,
    private readonly settings: GhostTextSettings,
    private readonly cancel: CancellationToken,
  ) {}

  /** How long the engine took for each key that needed it, in milliseconds. */
  get latencies(): readonly number[] {
    return this.#latencies;
  }

  /** How many keys were answered by what the writer typed or took along with. */
  get keysAlong(): number {
    return this.#along;
  }

  get shown(): readonly ShownSuggestion[] {
    return this.#shown;
  }

  /** The ghost text at the end of what is written. */
  async suggest(before: string): Promise<GhostText | undefined> {
    const caret: CaretText = { document: '', offset: before.length, before: before.slice(-caretTextLength), after: '' };
    const known = this.#cache.find(caret);
    if (known !== undefined && known.choices.length > 0) this.#along += 1;
    else await this.#ask(before, caret);
    const hit = this.#cache.find(caret);
    const first = hit?.choices[0];
    const id = hit === undefined ? undefined : this.#ids.get(hit.entry);
    return hit === undefined || first === undefined || id === undefined ? undefined : { id, text: first.text.slice(hit.typed.length) };
  }

  async #ask(before: string, caret: CaretText): Promise<void> {
    const { limits, maxWords, stopAt } = this.settings;
    const context = proseContext(before, before.length, 'plaintext');
    // Where there is no prose, as in a web address, the editor does not ask.
    if (context === undefined) return;
    const request = completeRequest(context, { maxWords, stopAt, minConfidence: limits.minConfidence, explicit: false });
    const started = performance.now();
    const { candidates } = await this.engine.complete(request, this.cancel);
    this.#latencies.push(performance.now() - started);
    const rules: ChoiceRules = { limits, maxWords, explicit: false, insideWord: false, after: '', correct: (chance) => chance };
    const judged = judgeAll(candidates, rules);
    const entry: SuggestionEntry = { caret, explicit: false, choices: chooseShown(judged, rules) };
    this.#cache.add(entry);
    const completion = judged.find(({ verdict }) => verdict.show !== 'nothing')?.completion;
    if (completion === undefined || entry.choices.length === 0) return;
    const id = this.#shown.length;
    this.#ids.set(entry, id);
    this.#shown.push({ id, caret: before.length, completion });
  }
}
