import type { Outcome } from './acceptanceBias.js';
import { type CaretText, typedSince } from '../../text/ghostText/caretText.js';

/** A suggestion that the editor was given to show. */
export interface ShownSuggestion {
  readonly caret: CaretText;
  readonly text: string;
  /** The length of its first word with what stands before the word. */
  readonly firstWordLength: number;
  /** The engine's estimate that the whole is taken. */
  readonly chance: number;
}

/** What was visible for less time was not read, so leaving it says nothing. */
const readingMs = 750;

/**
 * Finds out what became of the suggestion that is shown. The editor tells nothing about words and lines that were taken
 * of it, nor that it was left; all of that can be read from the text at the next moment that is seen. Times are in
 * milliseconds.
 */
export class OutcomeWatch {
  #shown: ShownSuggestion | undefined;
  #since = 0;
  /** How much of the suggestion stood in the text when it was last seen. */
  #reached = 0;

  constructor(private readonly report: (chance: number, outcome: Outcome) => void) {}

  /** A suggestion appears. The same one again, typed along with or not, goes on as it was. */
  shown(suggestion: ShownSuggestion, now: number): void {
    if (this.#shown?.text === suggestion.text && this.#shown.caret.offset === suggestion.caret.offset) return;
    this.#shown = suggestion;
    this.#since = now;
    this.#reached = 0;
  }

  /** The text as it is now. */
  seen(caret: CaretText, now: number): void {
    const shown = this.#shown;
    if (shown === undefined) return;
    const typed = typedSince(shown.caret, caret);
    if (typed?.startsWith(shown.text) === true) {
      this.#end('accepted');
    } else if (typed !== undefined && shown.text.startsWith(typed)) {
      this.#reached = Math.max(this.#reached, typed.length);
    } else if (this.#reached >= shown.firstWordLength) {
      this.#end('begun');
    } else if (now - this.#since >= readingMs) {
      this.#end('dismissed');
    } else {
      this.#shown = undefined;
    }
  }

  #end(outcome: Outcome): void {
    if (this.#shown !== undefined) this.report(this.#shown.chance, outcome);
    this.#shown = undefined;
  }
}
