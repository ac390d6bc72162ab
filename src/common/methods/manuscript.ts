import * as v from 'valibot';
import type { Plain } from './method.js';
import { progress } from './progress.js';
import { absolutePath, flag, list, oneOf, text } from './values.js';

/** The part of the engine's contract that learns how a writer writes, from their own texts. */

const source = v.object({
  path: absolutePath(),
  /** What to call it. */
  name: text(),
  /** The editor's identifier of its language, which says what in it is prose. */
  language: text(),
});

/**
 * What is learned: words, names and phrases, which are counted; the style, by an adapter of the model that is trained; or both. Only what is
 * named is kept.
 */
export const learnedKind = oneOf(['ngram', 'adapter', 'both']);
export type LearnedKind = Plain<typeof learnedKind>;

const learnRequest = v.object({
  /** In the order in which they are written: what comes last is held out first. */
  sources: list(source, 100_000),
  /** Where what is learned is kept; made when missing. Nothing else is written. */
  folder: absolutePath(),
  /** Whether texts in other languages are left out, as the model knows English only. */
  onlyEnglish: flag(),
  /** Whether weights are fitted even where those of earlier still hold. */
  again: v.exactOptional(flag()),
  /** Words, names and phrases where it is absent; what was learned of the style then stays as it is. */
  with: v.exactOptional(learnedKind),
});
export interface LearnRequest extends Plain<typeof learnRequest> {}

/**
 * A file that nothing was learned from: bytes that are no text; no prose; another language than the model knows; the same text as another
 * file; more bytes than any text; no right to read it.
 */
const skippedFile = v.object({
  file: v.string(),
  why: v.picklist(['binary', 'empty', 'language', 'repeated', 'too-large', 'unreadable']),
});
export interface SkippedFile extends Plain<typeof skippedFile> {}

/** A word that the writer uses and that the model has no token for. */
export const knownWord = v.object({
  text: v.string(),
  count: v.number(),
  isName: v.boolean(),
  /** How often other words begin with the same two, three and four letters, small or capital; absent where it was not counted. */
  rivals: v.exactOptional(v.array(v.number())),
  /** What part of the texts was written since it stood there last, from 0 to 1; absent where it was not counted. */
  ago: v.exactOptional(v.number()),
});
export interface KnownWord extends Plain<typeof knownWord> {}

/** Bits per byte of text that was held out, by the model alone and with what was learned from the rest. */
export const heldOutFigures = v.object({ tokens: v.number(), bytes: v.number(), before: v.number(), after: v.number() });
export interface HeldOutFigures extends Plain<typeof heldOutFigures> {}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** An adapter of the model that was trained on a writer's texts, and where it comes from. */
export const adapterSummary = v.object({
  /** When it was trained, in ISO 8601. */
  date: v.string(),
  /** How many tokens the texts had then. */
  tokens: count,
  /** A hash of what it was trained on. */
  data: v.string(),
  /** Settings of the training: how many layers were trained, the rank of the adapters, steps, highest learning rate, seed. */
  layers: count,
  rank: count,
  steps: count,
  rate: v.number(),
  seed: v.number(),
  /** The loss over the training, in natural units a token: means of stretches of steps. */
  losses: v.array(v.number()),
  /** By the model alone and with the adapter alone. */
  figures: heldOutFigures,
  /** Whether it is used: not where held-out text came out hardly better with it. */
  isUsed: v.boolean(),
  /** Why training ended early; a sentence. */
  note: v.exactOptional(v.string()),
});
export interface AdapterSummary extends Plain<typeof adapterSummary> {}

const learnedSummary = v.object({
  /** The model whose tokens it is made of. */
  model: v.string(),
  /** When it was learned, in ISO 8601. */
  date: v.string(),
  /** How many texts and words it was learned from. */
  texts: v.number(),
  words: v.number(),
  /** The most frequent of the words that the model does not know. */
  known: v.array(knownWord),
  /** How many such words there are in all. */
  knownCount: v.number(),
  figures: v.exactOptional(heldOutFigures),
  /** Whether it is used: not where held-out text came out no better with it. */
  isUsed: v.boolean(),
  /** Its size on the disk. */
  bytes: v.number(),
  /** The style, where it was learned. */
  adapter: v.exactOptional(v.object({ ...adapterSummary.entries, bytes: v.number() })),
  /** Why an adapter that lies there is not used: its file is not what was written, or it is for another model. */
  adapterLack: v.exactOptional(v.picklist(['damaged', 'other-model'])),
});
export interface LearnedSummary extends Plain<typeof learnedSummary> {}

const learnResult = v.object({
  ...learnedSummary.entries,
  leftOut: v.array(skippedFile),
  /** Why the style was not learned although it was asked for; a sentence. */
  note: v.exactOptional(v.string()),
  /** Milliseconds: of reading and counting, and of weighing it against the model. */
  countingMs: v.number(),
  fittingMs: v.number(),
  /** Milliseconds of training; absent where nothing was trained. */
  trainingMs: v.exactOptional(v.number()),
});
export interface LearnResult extends Plain<typeof learnResult> {}

const learnedRequest = v.object({ folder: absolutePath() });
export interface LearnedRequest extends Plain<typeof learnedRequest> {}

/** `other-model` where it is made of another model's tokens, `damaged` where the file is not what was written. */
const learnedResult = v.variant('state', [
  v.object({ state: v.literal('none') }),
  v.object({ state: v.literal('damaged') }),
  v.object({ state: v.literal('other-model'), model: v.string() }),
  v.object({ state: v.literal('ready'), summary: learnedSummary }),
]);
export type LearnedResult = Plain<typeof learnedResult>;

export const manuscriptMethods = {
  /** Learns a writer's words, names and phrases; texts that were learned before and did not change are not read by the tokenizer again. */
  learn: { rank: 'background', request: learnRequest, result: learnResult, progress },

  /** What was learned and is kept in a folder. */
  learned: { rank: 'background', request: learnedRequest, result: learnedResult },
} as const;
