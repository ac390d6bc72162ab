import type { Outcome } from './acceptanceBias.js';
import { type CaretText, insertedSince } from '../../writing/continuation/caretText.js';

/** A suggestion that the editor was given to show. */
export interface ShownSuggestion {
  readonly caret: CaretText;
  readonly text: string;
  /** The length of its first word with what comes before the word. */
  readonly firstWordLength: number;
  /** The engine's estimate that at least the first word is accepted. */
  readonly chance: number;
}

/** What was visible for less time was not read, so dismissing it says nothing. */
const readingMs = 750;

/**
 * Finds out what became of the suggestion that is shown. The editor tells nothing about words and lines that were accepted
 * of it, nor that it was dismissed; all of that can be read from the text at the next moment that is seen. Times are in
 * milliseconds.
 */
export class OutcomeWatch {
  #shown: ShownSuggestion | undefined;
  #since = 0;
  /** Whether it is known already what became of it. */
  #told = false;

  constructor(private readonly report: (chance: number, outcome: Outcome) => void) {}

  /** A suggestion appears. The same one again, typed through or not, continues as it was. */
  shown(suggestion: ShownSuggestion, now: number): void {
    if (this.#shown?.text === suggestion.text && this.#shown.caret.offset === suggestion.caret.offset) return;
    this.#shown = suggestion;
    this.#since = now;
    this.#told = false;
  }

  /** The text as it is now. */
  seen(caret: CaretText, now: number): void {
    const shown = this.#shown;
    if (shown === undefined) return;
    const typed = insertedSince(shown.caret, caret)?.typed;
    if (typed !== undefined && (shown.text.startsWith(typed) || typed.startsWith(shown.text))) {
      if (typed.length >= shown.firstWordLength) this.#tell(shown, 'accepted');
      return;
    }
    if (now - this.#since >= readingMs) this.#tell(shown, 'dismissed');
    this.#shown = undefined;
  }

  #tell({ chance }: ShownSuggestion, outcome: Outcome): void {
    if (!this.#told) this.report(chance, outcome);
    this.#told = true;
  }
}
