import type { CancellationToken } from '../../common/cancellation.js';
import type { Branch } from '../runtime/decoder.js';
import type { Continuation } from './draft.js';
import type { Models } from './generate.js';
import type { Prompt } from './prompt.js';

/** How many tokens of the text after the caret are looked at; what is further off hardly depends on the continuation. */
const suffixTokens = 24;

/** More characters than so many tokens have. */
const suffixCharacters = 400;

export interface SuffixSupport {
  /** Mean log-probability of the text after the caret where nothing is inserted. */
  readonly without: number;
  /** The same behind each continuation. */
  readonly behind: readonly number[];
}

/**
 * How likely the text that really stands after the caret is behind each of some continuations, and without any of them.
 * All are rated in one batch; only the text after the caret counts, so that long and short continuations compare.
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
  const ways = [
    { branch: start, tail: prompt.removed },
    ...continuations.map(({ text, places }) => {
      const place = places.at(-1);
      if (place === undefined) return { branch: start, tail: [...prompt.removed, ...tokenizer.encode(text)] };
      return { branch: place.branch, tail: tokenizer.encode(text.slice(place.length)) };
    }),
  ];
  const rated = await decoder.rate(
    ways.map(({ branch, tail }) => ({ branch, tokens: [...tail, ...suffix] })),
    0,
    cancel,
  );
  const [without = -Infinity, ...behind] = rated.map(({ logprobs }, index) => mean(logprobs.subarray(ways[index]?.tail.length)));
  return { without, behind };
}

function mean(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
