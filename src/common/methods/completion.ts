import * as v from 'valibot';
import { deviceKind } from './lifecycle.js';
import type { Plain } from './method.js';
import { list, number, oneOf, text, weighedText, whole } from './values.js';

/** The part of the engine's contract that continues texts. Offsets, units and errors are as `EngineApi` says. */

/** The text around the caret, cut down to what a model could use. */
export const textContext = v.object({
  /** The document's title and the headings above the caret, outermost first. They stay when text falls off the front. */
  headings: list(text()),
  /** The prefix: text that ends at the caret. It may be long; the engine keeps whole sentences from its end. */
  before: text(),
  /** The suffix: text that starts at the caret, to the end of its paragraph; empty at a paragraph's end. */
  after: text(),
});
export interface TextContext extends Plain<typeof textContext> {}

const stopAt = oneOf(['word', 'clause', 'sentence', 'line', 'none']);
export type StopAt = Plain<typeof stopAt>;

/** How a token is chosen. Temperature 0 is greedy: always the most probable one. */
export const sampling = v.object({
  temperature: number(0, 10),
  topP: number(0, 1),
  minP: number(0, 1),
  /** Divides the odds of tokens that are among the last 64 tokens; 1 changes nothing. */
  repetitionPenalty: number(1, 10),
  /** Makes sampling repeatable. */
  seed: number(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
});
export interface Sampling extends Plain<typeof sampling> {}

const completeRequest = v.object({
  context: textContext,
  maxTokens: whole(1, 4096),
  /** The most continuations to return. */
  candidates: whole(1, 8),
  /** Where a continuation ends at the latest. */
  stopAt,
  sampling,
  /** How many alternatives each token carries. */
  alternatives: whole(0, 100),
  /**
   * A continuation ends before the first token whose running product of probabilities falls below this; 0 keeps all.
   * The first word is always kept, so that its confidence can be judged.
   */
  minConfidence: number(0, 1),
  /** Whether the last sentences are enough for now where the rest would have to be read first: the answer comes sooner, `usage.isBrief` says so. */
  brief: v.exactOptional(v.boolean()),
  /** How many answers to prepare for a writer who goes on otherwise than the best continuation, where one is wanted at a paragraph's end. */
  ahead: v.exactOptional(whole(0, 8)),
});
export interface CompleteRequest extends Plain<typeof completeRequest> {}

const completionToken = v.object({
  /** The characters that this token adds; empty where it completes no character yet. */
  text: v.string(),
  logprob: v.number(),
  /** The most probable tokens at this offset, best first, the chosen one among them if it is. */
  alternatives: v.array(weighedText),
});
export interface CompletionToken extends Plain<typeof completionToken> {}

const stopReason = v.picklist(['word', 'clause', 'sentence', 'line', 'end-of-text', 'max-tokens', 'confidence', 'repetition', 'suffix']);
export type StopReason = Plain<typeof stopReason>;

const completion = v.object({
  /** What to insert at the caret. */
  text: v.string(),
  tokens: v.array(completionToken),
  stop: stopReason,
  /** The estimated chance, 0 to 1, that the writer accepts the whole of it, and that they accept its first word. */
  acceptance: v.object({ whole: v.number(), firstWord: v.number() }),
  /** The mean log-probability of the suffix, conditioned on this continuation; absent when there is none. */
  suffixLogprob: v.exactOptional(v.number()),
});
export interface Completion extends Plain<typeof completion> {}

export const usage = v.object({
  model: v.string(),
  device: deviceKind,
  /** Tokens in the context, and how many of them were already in the cache. */
  contextTokens: v.number(),
  reusedTokens: v.number(),
  /** Whether only the last sentences were read. */
  isBrief: v.exactOptional(v.boolean()),
  prefillMs: v.number(),
  decodeMs: v.number(),
  decodedTokens: v.number(),
});
export interface Usage extends Plain<typeof usage> {}

/** What the most promising continuation is so far. A later piece, or the result, takes its place. */
const completionPiece = v.object({ text: v.string() });
export interface CompletionPiece extends Plain<typeof completionPiece> {}

const completeResult = v.object({
  /** Best first. May be empty: no continuation is better than a bad one. */
  candidates: v.array(completion),
  /**
   * What the answer will be once the writer has typed these characters, with which the best continuation does not begin; likeliest first.
   * Absent where none was asked for.
   */
  ahead: v.exactOptional(v.array(v.object({ typed: v.string(), candidates: v.array(completion) }))),
  usage,
});
export interface CompleteResult extends Plain<typeof completeResult> {}

const warmRequest = v.object({ context: textContext });
export interface WarmRequest extends Plain<typeof warmRequest> {}

const warmResult = v.object({ contextTokens: v.number(), reusedTokens: v.number() });
export interface WarmResult extends Plain<typeof warmResult> {}

const nextTokensRequest = v.object({
  context: textContext,
  /** The most tokens to return. Those 10,000 times less probable than the best are left out. */
  top: whole(1, 100),
});
export interface NextTokensRequest extends Plain<typeof nextTokensRequest> {}

const nextTokensResult = v.object({
  /**
   * What the most probable tokens add after the caret, best first; an empty text is the end of the document. None
   * where there is no text to go on from.
   */
  tokens: v.array(weighedText),
  /** The uncertainty about the token, in bits: over the whole vocabulary, as far as it agrees with what is typed. */
  entropy: v.number(),
  model: v.string(),
});
export interface NextTokensResult extends Plain<typeof nextTokensResult> {}

export const completionMethods = {
  /** Continues a text. */
  complete: { rank: 'interactive', request: completeRequest, result: completeResult, progress: completionPiece },

  /** Reads the context into the cache so that the next `complete` for it, or for a longer text, starts at once. */
  warm: { rank: 'preparation', request: warmRequest, result: warmResult },

  /**
   * What may come next at a caret, token by token, with probabilities. In the background, so that it never keeps a completion waiting;
   * what that has read is then in the cache.
   */
  nextTokens: { rank: 'background', request: nextTokensRequest, result: nextTokensResult },
} as const;
