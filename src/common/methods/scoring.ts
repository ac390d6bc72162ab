import * as v from 'valibot';
import type { Plain } from './method.js';
import { progress } from './progress.js';
import { list, oneOf, text, weighedText, whole } from './values.js';

/** The part of the engine's contract that says how probable texts are. */

const surprisalRequest = v.object({
  /** Read whole; longer ones would take an hour. */
  text: text(1_000_000),
  /** Text before it that is read but not scored. */
  before: v.exactOptional(text()),
  alternatives: whole(0, 100),
  /** Whether what was learned from the writer counts, so that their own words surprise less; the model alone where it is left out. */
  learned: v.exactOptional(v.boolean()),
});
export interface SurprisalRequest extends Plain<typeof surprisalRequest> {}

const ratedToken = v.object({
  offset: v.number(),
  length: v.number(),
  /** −log₂ of the token's probability. */
  bits: v.number(),
  /** 0 when the token is the most probable one, 1 for the second, and so on. */
  rank: v.number(),
  alternatives: v.array(weighedText),
});
export interface RatedToken extends Plain<typeof ratedToken> {}

const surprisalResult = v.object({
  tokens: v.array(ratedToken),
  /** Surprisal of the whole text in bits, divided by its length in UTF-8. */
  bitsPerByte: v.number(),
  model: v.string(),
});
export interface SurprisalResult extends Plain<typeof surprisalResult> {}

/** `next-sentence` and `similarity` need the encoder, `surprisal` the causal model. */
const pairSignal = oneOf(['next-sentence', 'surprisal', 'similarity']);
export type PairSignalKind = Plain<typeof pairSignal>;

/** A sentence and what is to follow it, without markup. */
const textPair = v.object({
  /** What comes before the first sentence. The causal model reads it. */
  before: text(),
  first: text(),
  second: text(),
  /** Whether `surprisal` compares with how surprising the second sentence is alone, which takes as long again; true where it is left out. */
  alone: v.exactOptional(v.boolean()),
});
export interface TextPair extends Plain<typeof textPair> {}

const ratePairsRequest = v.object({
  /** More are several requests, so that what is done stays when one is given up. */
  pairs: list(textPair, 1000),
  /** What is to be measured; each takes its time. */
  signals: list(pairSignal),
});
export interface RatePairsRequest extends Plain<typeof ratePairsRequest> {}

/** How surprising the second sentence is, or the beginning of a long one, in bits. */
const pairSurprisal = v.object({
  /** At the start of a document. */
  alone: v.number(),
  /** After the first sentence and what comes before it. */
  after: v.number(),
  /** How many tokens were scored. */
  tokens: v.number(),
});
export interface PairSurprisal extends Plain<typeof pairSurprisal> {}

/** The same without the comparison. */
const surprisalAfter = v.object({ after: v.number(), tokens: v.number() });

/** What was measured of a pair. */
const pairRating = v.object({
  /** The natural logarithm of the odds that the second sentence follows the first. */
  nextSentence: v.exactOptional(v.number()),
  surprisal: v.exactOptional(pairSurprisal),
  /** In the place of `surprisal`, where it was asked for without the sentence alone. */
  surprisalAfter: v.exactOptional(surprisalAfter),
  /** The cosine of the angle between the sentences' vectors, −1 to 1. */
  similarity: v.exactOptional(v.number()),
});
export interface PairRating extends Plain<typeof pairRating> {}

const ratePairsResult = v.object({
  /** In the order of the pairs. */
  ratings: v.array(pairRating),
  /** The names of the models that were used. */
  encoder: v.exactOptional(v.string()),
  causal: v.exactOptional(v.string()),
  /** Signals that no model could measure, and why; a sentence each. */
  missing: v.array(v.object({ signal: pairSignal, reason: v.string() })),
});
export interface RatePairsResult extends Plain<typeof ratePairsResult> {}

const embedRequest = v.object({
  /** Sentences without markup; of a long one the beginning is read. */
  texts: list(text(), 1000),
  /** The name of one of the encoder's prompts, which say what a text is for; its usual one where it is absent. */
  prompt: v.exactOptional(v.string()),
});
export interface EmbedRequest extends Plain<typeof embedRequest> {}

const embedResult = v.object({
  /** In the order of the texts; each has the length 1, so that the product of two is the cosine of the angle between them, unless the encoder's own modules say otherwise. */
  vectors: v.array(v.array(v.number())),
  model: v.string(),
});
export interface EmbedResult extends Plain<typeof embedResult> {}

export const scoringMethods = {
  /** How surprising each token of a text is to the causal model. */
  surprisal: { rank: 'background', request: surprisalRequest, result: surprisalResult, progress },

  /** How well sentences follow others. */
  ratePairs: { rank: 'background', request: ratePairsRequest, result: ratePairsResult, progress },

  /** Vectors of sentences: the closer two are, the more alike they are to the encoder. */
  embed: { rank: 'background', request: embedRequest, result: embedResult },
} as const;
