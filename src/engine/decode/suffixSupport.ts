import { append } from '../../common/append.js';
import type { CancellationToken } from '../../common/cancellation.js';
import type { Branch } from '../runtime/decoder.js';
import { batches } from './batches.js';
import type { Continuation } from './continuation.js';
import type { Token } from '../tokenizer/token.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import type { Models } from './generate.js';
import type { Prompt } from './prompt.js';

/**
 * How many tokens of the text after the caret are looked at. Over 150 gaps of one to four words in prose, 8 chose the
 * right words as often as 24 did, for a third of the time.
 */
const maxTokens = 8;

/** More characters than so many tokens have. */
const maxCharacters = 200;

/** Tokens that are read at once; enough to fill the model, and few enough to give up soon. */
const batchTokens = 32;

export interface SuffixSupport {
  /** The log-probability of the suffix where nothing is inserted. */
  readonly without: number;
  /** The same after each continuation. */
  readonly behind: readonly number[];
}

/** The first tokens of the text after the caret; none where there is nothing that a model reads, such as half a surrogate pair alone. */
export function suffixTokens(tokenizer: Tokenizer, after: string): Token[] {
  return tokenizer.encode(after.slice(0, maxCharacters)).slice(0, maxTokens);
}

/**
 * How likely the suffix is after each of some continuations, and without any of them.
 * Only the text after the caret counts, so that long and short continuations compare.
 * @param suffix at least one token, as `suffixTokens` gives them
 */
export async function suffixSupport(
  { decoder, tokenizer }: Models,
  prompt: Prompt,
  start: Branch,
  continuations: readonly Pick<Continuation, 'text' | 'places'>[],
  suffix: readonly Token[],
  cancel?: CancellationToken,
): Promise<SuffixSupport> {
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
  return { without, behind };
}
