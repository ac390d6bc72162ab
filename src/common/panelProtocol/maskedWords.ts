import type { TextPlace } from './place.js';

/** What fits at one or more masked places of a sentence, for the panel's view of the masked word. */
export interface MaskedWordsRecord {
  /** The sentence, with each masked place as the writer sees it. */
  readonly sentence: string;
  /** In the order of the text. */
  readonly masks: readonly MaskedPlace[];
  /** The names of the models whose numbers these are. */
  readonly encoder: string;
  readonly causal?: string;
}

export interface MaskedPlace {
  /** What a candidate takes the place of: the mask, or the words that stand there. */
  readonly place: TextPlace;
  /** The word that stands there, and where it ranks: 0 for the best. */
  readonly standing?: { readonly text: string; readonly probability: number; readonly rank: number };
  /** Best first, as the list of suggestions has them. */
  readonly candidates: readonly MaskedCandidate[];
}

export interface MaskedCandidate {
  /** What is put in the place. */
  readonly text: string;
  /** The encoder's probability, 0 to 1. */
  readonly probability: number;
  /** The causal model's share for it among the candidates, 0 to 1: how well it and the rest of the sentence go on. */
  readonly causal?: number;
}
