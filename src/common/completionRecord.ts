import type { Completion, Usage } from './methods/completion.js';
import type { Translate } from './translate.js';

/** How sure Cloze must be before it shows something unasked. */
export type Quietness = 'quiet' | 'balanced' | 'eager';

/** The name of a quietness, as people read it. */
export function quietnessLabel(quietness: Quietness, t: Translate): string {
  return { quiet: t('Quiet'), balanced: t('Balanced'), eager: t('Eager') }[quietness];
}

/** How much of a completion to show, and the numbers that decided it. */
export interface Verdict {
  readonly show: 'whole' | 'first-word' | 'nothing';
  /** The estimated chance, 0 to 1, that it is taken, corrected by what the writer took and left so far. */
  readonly estimate: Chances;
  /** The least chance for it to be shown unasked. */
  readonly needed: Chances;
}

/** Chances of the whole of a completion and of its first word. */
export interface Chances {
  readonly whole: number;
  readonly firstWord: number;
}

/** A completion with what was decided about it. */
export interface JudgedCompletion {
  readonly completion: Completion;
  readonly verdict: Verdict;
}

/** One answer of the engine, with all that explains what the writer saw of it. */
export interface CompletionRecord {
  /** The document's address, and where the caret stood, if each line ends in one character. */
  readonly document: string;
  readonly offset: number;
  /** The end of the text before the caret and the start of the text after it. */
  readonly before: string;
  readonly after: string;
  /** Whether the writer asked, so that even what is unsure was shown. */
  readonly explicit: boolean;
  readonly quietness: Quietness;
  readonly candidates: readonly JudgedCompletion[];
  readonly usage: Usage;
  /** From the request to the answer. */
  readonly latencyMs: number;
}
