import { append } from '../../common/append.js';
import type { CancellationToken } from '../../common/cancellation.js';
import type { Branch } from '../runtime/decoder.js';
import { batches } from './batches.js';
import type { Continuation } from './continuation.js';
import type { Models } from './generate.js';
import type { Prompt } from './prompt.js';

/**
 * How many tokens of the text after the caret are looked at. Over 150 gaps of one to four words in prose, 8 chose the
 * right words as often as 24 did, for a third of the time.
 */
const suffixTokens = 8;

/** More characters than so many tokens have. */
const suffixCharacters = 200;

/** Tokens that are read at once; enough to fill the model, and few enough to give up soon. */
const batchTokens = 32;

export interface SuffixSupport {
  /** How many tokens of the text after the caret the log-probabilities are about. */
  readonly tokens: number;
  /** Their log-probability where nothing is inserted. */
  readonly without: number;
  /** The same behind each continuation. */
  readonly behind: readonly number[];
}

/**
 * How likely the text that really stands after the caret is behind each of some continuations, and without any of them.
 * Only the text after the caret counts, so that long and short continuations compare.
 */
export async function suffixSupport(
  { decoder, tokenizer }: Models,
  prompt: Prompt,
  start: Branch,
  continuations: readonly Pick<Continuation, 'text' | 'places'>[],
  after: string,
  cancel?: CancellationToken,
): Promise<SuffixSupport> {
  const suffix = tokenizer.encode(after.slice(0, suffixCharacters)).slice(0, suffixTokens);
  const tails = continuations.map(({ text, places }) => {
    const place = places.at(-1);
    if (place === undefined) return { branch: start, tail: [...prompt.removed, ...tokenizer.encode(text)] };
    return { branch: place.branch, tail: tokenizer.encode(text.slice(place.length)) };
  });
  const ways = [{ branch: start, tail: prompt.removed }, ...tails].map(({ branch, tail }) => ({ branch, tokens: [...tail, ...suffix] }));
  const sums: number[] = [];
  for (const batch of batches(ways, batchTokens)) {
    const rated = await decoder.rate(batch, 0, cancel);
    append(
      sums,
      rated.map(({ logprobs }) => logprobs.slice(-suffix.length).reduce((sum, logprob) => sum + logprob, 0)),
    );
  }
  const [without = -Infinity, ...behind] = sums;
  return { tokens: suffix.length, without, behind };
}
