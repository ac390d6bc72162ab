import type { CompletionToken, StopReason } from '../../common/methods/completion.js';
import type { Branch } from '../runtime/decoder.js';

/** A finished continuation. */
export interface Continuation {
  readonly text: string;
  readonly tokens: readonly CompletionToken[];
  readonly stop: StopReason;
  /** From left to right; never within a character. */
  readonly places: readonly Place[];
  /** How many tokens were made for it, those that were cut off again included. */
  readonly decoded: number;
}

/** A point of a continuation up to which the model has read it. */
export interface Place {
  readonly branch: Branch;
  /** How many characters of the continuation lie before it. */
  readonly length: number;
}

/** The first `length` characters of a continuation. A token that lies across the cut keeps its log-probability. */
export function cutTo(continuation: Continuation, stop: StopReason, length: number): Continuation {
  const tokens: CompletionToken[] = [];
  let at = 0;
  for (const token of continuation.tokens) {
    if (at >= length) break;
    tokens.push({ ...token, text: token.text.slice(0, length - at) });
    at += token.text.length;
  }
  const places = continuation.places.filter((place) => place.length <= length);
  return { ...continuation, text: continuation.text.slice(0, length), tokens, stop, places };
}
