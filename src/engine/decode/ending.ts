import type { StopAt, StopReason } from '../../common/methods/completion.js';
import type { Draft } from './draft.js';
import { wholeWords } from './wholeWords.js';

/** Where a continuation ends. */
export interface EndRules {
  readonly stopAt: StopAt;
  /** Where a text that has come to its stop ends; undefined while it has not. */
  readonly stopOffset: (text: string) => number | undefined;
  readonly maxTokens: number;
  /** Probability; see `CompleteRequest.minConfidence`. */
  readonly minConfidence: number;
}

export interface Ending {
  readonly stop: StopReason;
  /** How many characters stay. */
  readonly length: number;
}

/** Whether a continuation ends where it is, before a token that would add `bytes` is taken. */
export function endBefore(draft: Draft, bytes: Uint8Array, logprob: number, rules: EndRules): Ending | undefined {
  const full = draft.length >= rules.maxTokens;
  const unsure = draft.logprob + logprob < Math.log(rules.minConfidence);
  if (!full && !unsure) return undefined;
  const length = wholeWords(draft.text, draft.preview(bytes));
  if (full) return { stop: 'max-tokens', length: length > 0 ? length : draft.text.length };
  return length > 0 ? { stop: 'confidence', length } : undefined;
}

/** Whether a continuation has come to its stop with the token that was just added. */
export function endAfter(draft: Draft, { stopAt, stopOffset }: EndRules): Ending | undefined {
  // Bytes that are no text do not come from a writer: the continuation ends before them.
  const broken = draft.text.indexOf('\uFFFD');
  if (broken >= 0) return { stop: 'end-of-text', length: wholeWords(draft.text.slice(0, broken), undefined) };
  if (stopAt === 'none') return undefined;
  const length = stopOffset(draft.text);
  return length === undefined ? undefined : { stop: stopAt, length };
}

/** The end of a continuation that would go round in circles, without the `repeated` tokens that already do. */
export function endOfLoop(draft: Draft, repeated: number): Ending {
  const length = draft.lengthWithout(repeated);
  return { stop: 'repetition', length: wholeWords(draft.text.slice(0, length), draft.text.slice(length)) };
}
