import * as v from 'valibot';
import { sampling, usage } from './completion.js';
import type { Plain } from './method.js';
import { oneOf, text, whole } from './values.js';

/** The part of the engine's contract that lets a model carry out instructions about a text. */

const writeRequest = v.object({
  /** What the model is to do with the text, in its own words; the text comes in place of `{text}`, or after it. */
  instruction: text(20_000),
  text: text(2_000_000),
  /** The VS Code language id of the text: which of it is markup. */
  languageId: text(),
  /**
   * What becomes of the text. `replacement`: it is written once more, piece by piece; what is no prose, such as code blocks and tables, stays as
   * it is. `summary`: something shorter is said about all of it.
   */
  form: oneOf(['replacement', 'summary']),
  /** The model that follows the instruction, by its name or its path; the causal model unless it is given. */
  model: v.exactOptional(text()),
  /** The most tokens of an answer to a piece of the text; what is usual for the form unless it is given. */
  maxTokens: v.exactOptional(whole(1, 32_768)),
  sampling,
});
export interface WriteRequest extends Plain<typeof writeRequest> {}

/** What is written so far. A later piece, or the result, takes its place. */
const writtenSoFar = v.object({
  text: v.string(),
  /** Where in the given text begins what is not written yet, and stays as it is if nothing more comes. */
  rest: v.number(),
  /** How many of the pieces that the text was cut into are written, and of how many. */
  done: v.number(),
  total: v.number(),
  /** Whether the model thinks, of which nothing is in the text. */
  isThinking: v.boolean(),
});
export interface WrittenSoFar extends Plain<typeof writtenSoFar> {}

const span = v.object({ offset: v.number(), length: v.number() });

const shortfall = v.object({
  ...span.entries,
  /**
   * What is the matter with this piece of the given text. `max-tokens`: its answer was cut off. `repetition`: the model went round in circles,
   * and `nothing`: it said nothing; the piece stayed as it was, or is missing from a summary. `markup`: the answer does not have this code, link
   * or formula.
   */
  why: v.picklist(['max-tokens', 'repetition', 'nothing', 'markup']),
});
export interface Shortfall extends Plain<typeof shortfall> {}

const writeResult = v.object({
  text: v.string(),
  /** Where the text is not what was asked for, in the order of the given one. */
  shortfalls: v.array(shortfall),
  /** Of all pieces together. */
  usage,
});
export interface WriteResult extends Plain<typeof writeResult> {}

export const writingMethods = {
  /**
   * Lets a model carry out an instruction about a text. In the background, so that completions run between its steps; what is written stays.
   * Fails with `model-unsupported` where the model follows no instructions, and with `bad-request` where its context has no room.
   */
  write: { rank: 'background', request: writeRequest, result: writeResult, progress: writtenSoFar },
} as const;
