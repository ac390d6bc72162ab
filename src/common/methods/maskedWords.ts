import * as v from 'valibot';
import type { Plain } from './method.js';
import { flag, list, text, weighedText, whole } from './values.js';

/** The part of the engine's contract that finds words. */

/** Longer than any passage that an encoder could read. */
const maxPassage = 100_000;

/** More than a writer could want words for at once. */
const maxPlaces = 64;

/** A range has up to four words; more than this is a mistake. */
const maxPlaceLength = 400;

const fillPlace = v.object({ offset: whole(0), length: whole(1, maxPlaceLength) });
export interface FillPlace extends Plain<typeof fillPlace> {}

const fillMaskRequest = v.pipe(
  v.object({
    /** The sentences of the ranges and some around them, without markup. */
    text: text(maxPassage),
    /**
     * What words are wanted for: placeholders (`[MASK]`, `___`), or up to four words of the text. In the order of the text, without
     * overlap. Placeholders that are not among them count as missing too.
     */
    places: v.pipe(list(fillPlace), v.minLength(1, `has none, but must have 1 to ${maxPlaces}`), v.maxLength(maxPlaces, ({ input }) => `has ${input.length}, but must have 1 to ${maxPlaces}; give it a part of the text at a time`)), // prettier-ignore
    /** The most candidates for each range. */
    top: whole(1, 100),
    /** How many pieces of the encoder's vocabulary a word may have. With 1 the answer takes one model step a sentence. */
    maxPieces: whole(1, 4),
    /** Whether the causal model has a vote. */
    vote: flag(),
  }),
  v.check(
    ({ text: { length }, places }) =>
      places.every((place, index) => {
        const previous = places[index - 1];
        return place.offset >= (previous === undefined ? 0 : previous.offset + previous.length) && place.offset + place.length <= length;
      }),
    'places must lie inside the text, in its order and without overlap.',
  ),
);
export interface FillMaskRequest extends Plain<typeof fillMaskRequest> {}

const fillCandidate = v.object({
  text: v.string(),
  /** The encoder's, 0 to 1. */
  probability: v.number(),
  /** The encoder's pieces of it. */
  pieces: v.array(weighedText),
  /** Log-probabilities of the causal model: of the candidate after the prefix, and of what follows it. Absent where it did not vote. */
  causal: v.exactOptional(v.object({ word: v.number(), rest: v.number() })),
  /** What the order goes by; logarithmic. */
  score: v.number(),
  /** The form that the indefinite article before the word has to have for this candidate, where it has the other one. */
  article: v.exactOptional(v.picklist(['a', 'an'])),
});
export interface FillCandidate extends Plain<typeof fillCandidate> {}

const filledPlace = v.object({
  offset: v.number(),
  length: v.number(),
  /** Best first. Whole words only, as they are to be written there. */
  candidates: v.array(fillCandidate),
  /** How probable the encoder finds the current words; absent at a placeholder. */
  standing: v.exactOptional(v.object({ text: v.string(), probability: v.number(), rank: v.number() })),
});
export interface FilledPlace extends Plain<typeof filledPlace> {}

const filling = v.object({
  /** A word for each of the ranges, as it is to be written there. */
  texts: v.array(v.string()),
  /** The encoder's, 0 to 1. */
  probability: v.number(),
  /** The causal model's log-probability of the sentence from the first of the ranges on; absent where it did not vote. */
  causal: v.exactOptional(v.number()),
  score: v.number(),
});
export interface Filling extends Plain<typeof filling> {}

const jointFillings = v.object({
  /** Indexes of the ranges. */
  places: v.array(v.number()),
  /** Best first. */
  fillings: v.array(filling),
});
export interface JointFillings extends Plain<typeof jointFillings> {}

const fillMaskResult = v.object({
  /** In the order of the ranges. */
  masks: v.array(filledPlace),
  /** For each sentence with several ranges, what fits there together. */
  joint: v.array(jointFillings),
  /** The names of the models that were used. */
  encoder: v.string(),
  causal: v.exactOptional(v.string()),
  /** Why the causal model has no vote although it was wanted; a sentence. */
  note: v.exactOptional(v.string()),
});
export interface FillMaskResult extends Plain<typeof fillMaskResult> {}

export const maskedWordMethods = {
  /** Which words fit into ranges of a passage: what the encoder finds probable there, and what the causal model thinks of that. */
  fillMask: { rank: 'interactive', request: fillMaskRequest, result: fillMaskResult },
} as const;
