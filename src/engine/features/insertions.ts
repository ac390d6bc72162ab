import type { CancellationToken } from '../../common/cancellation.js';
import type { TextContext } from '../../common/methods/completion.js';
import { type Continuation, cutTo } from '../decode/continuation.js';
import type { Models } from '../decode/generate.js';
import type { Prompt } from '../decode/prompt.js';
import { suffixSupport } from '../decode/suffixSupport.js';
import type { Token } from '../tokenizer/token.js';
import type { Branch } from '../runtime/decoder.js';
import { fitToText } from './fitToText.js';

/** A continuation that is to stand between two texts. */
export interface Insertion {
  readonly continuation: Continuation;
  /** Mean log-probability of the text after the caret, following it. */
  readonly suffixLogprob: number;
  /** See `AcceptanceFeatures`. */
  readonly suffixGain: number;
}

/** After how many of its first words a continuation may end. */
const maxCuts = 4;

/** How many shortened continuations are compared, beside the whole ones. */
const maxShortened = 5;

/** How much the log-probability of the text after the caret counts beside the insertion's own. */
const suffixWeight = 0.5;

/** A shortened continuation is only taken where the text after the caret is at most so much less likely, in nats, than after a longer one. */
const tolerance = 2;

/**
 * Makes insertions of continuations: each ends after the word after which the text after the caret goes on best. The
 * model has written them without knowing that text, so the right ones are often only their first words.
 *
 * Over 198 gaps of one to four words in prose, with three continuations each, the best insertion was the missing text in
 * 14 % of them, and its first word was right in 29 %; the most probable continuation was so in 2 % and 16 %, its first word
 * alone in 8 % and 25 %.
 * @param suffix the first tokens of the text after the caret, at least one
 * @returns at most one insertion of each continuation, best first
 */
export async function insertions(
  models: Models,
  prompt: Prompt,
  start: Branch,
  continuations: readonly Continuation[],
  context: TextContext,
  suffix: readonly Token[],
  cancel: CancellationToken,
): Promise<Insertion[]> {
  const ways = waysToInsert(continuations, context);
  if (ways.length === 0) return [];
  const compared = ways.map(({ continuation }) => continuation);
  const { without, behind } = await suffixSupport(models, prompt, start, compared, suffix, cancel);
  const reference = Math.max(without, expected(compared, behind));
  const scored = ways.map(({ source, continuation }, index) => {
    const support = behind[index] ?? -Infinity;
    const insertion = { continuation, suffixLogprob: support / suffix.length, suffixGain: support - reference };
    return { source, insertion, support, score: logprob(continuation) + suffixWeight * support };
  });
  scored.sort((a, b) => b.score - a.score);
  const joining = scored.filter(({ source, support }) =>
    scored.every((other) => other.source !== source || other.support <= support + tolerance),
  );
  return joining
    .filter(({ source }, index) => joining.findIndex((other) => other.source === source) === index)
    .map(({ insertion }) => insertion);
}

interface Way {
  /** Which of the continuations it is made of. */
  readonly source: number;
  readonly continuation: Continuation;
}

/** All continuations, and the most probable ones of those that end earlier. */
function waysToInsert(continuations: readonly Continuation[], context: TextContext): Way[] {
  const way = (source: number, continuation: Continuation): Way => ({ source, continuation: fitToText(continuation, context) });
  const whole = continuations.map((continuation, source) => way(source, continuation));
  const shortened = continuations.flatMap((continuation, source) => shorter(continuation).map((cut) => way(source, cut)));
  shortened.sort((a, b) => logprob(b.continuation) - logprob(a.continuation));
  return [...whole, ...shortened.slice(0, maxShortened)].filter(
    ({ continuation: { text } }, index, all) => text.trim() !== '' && all.findIndex((other) => other.continuation.text === text) === index,
  );
}

/** What a continuation is when it ends after one of its first words. */
function shorter(continuation: Continuation): Continuation[] {
  const ends = [...continuation.text.matchAll(/\S+/g)].map(({ index, 0: word }) => index + word.length);
  const inside = ends.slice(0, maxCuts).filter((end) => end < continuation.text.trimEnd().length);
  return inside.map((end) => cutTo(continuation, 'suffix', end));
}

function logprob({ tokens }: Continuation): number {
  return tokens.reduce((sum, token) => sum + token.logprob, 0);
}

/** The mean of some values, weighted by the probability of the continuations that they belong to. */
function expected(continuations: readonly Continuation[], values: readonly number[]): number {
  const weights = continuations.map((continuation) => Math.exp(logprob(continuation)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.reduce((sum, weight, index) => sum + weight * (values[index] ?? 0), 0) / total;
}
