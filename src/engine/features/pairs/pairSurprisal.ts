import type { CancellationToken } from '../../../common/cancellation.js';
import type { PairRating, TextPair } from '../../../common/methods/scoring.js';
import type { Token } from '../../tokenizer/token.js';
import { firstToken } from '../firstToken.js';
import type { LoadedModel, CausalLease } from '../loadedModel.js';

/** Tokens of the second sentence that are rated at most: after so many, the first sentence hardly matters any more. */
const maxRated = 96;

/** Tokens of what comes before that are read at most. */
const maxRead = 384;

/** Sentences that are rated alone in one go. */
const batchSize = 4;

/**
 * How surprising each second sentence is after the first one and what comes before it, and, where that is asked, how surprising it would
 * be alone.
 * Pairs with the same text before are rated together, and a longer text goes on from what is in the model's cache of a shorter one.
 */
export async function pairSurprisal(
  pairs: readonly TextPair[],
  lease: CausalLease,
): Promise<{ model: string; ratings: readonly PairRating[] }> {
  const alone = await rateAlone([...new Set(pairs.filter(isCompared).map(({ second }) => second))], lease);
  const ratings: PairRating[] = [];
  for (const indexes of samePrefix(pairs)) {
    const group = indexes.map((index) => pairs[index] as TextPair);
    const after = await lease.turn((model, cancel) => rateAfter(group, model, cancel));
    indexes.forEach((index, at) => {
      const { bits, tokens } = after[at] as Rated;
      const pair = group[at] as TextPair;
      ratings[index] = isCompared(pair)
        ? { surprisal: { alone: (alone.get(pair.second) as Rated).bits, after: bits, tokens } }
        : { surprisalAfter: { after: bits, tokens } };
    });
  }
  return { model: (await lease.model()).name, ratings };
}

function isCompared({ alone }: TextPair): boolean {
  return alone !== false;
}

interface Rated {
  readonly bits: number;
  readonly tokens: number;
}

/** Indexes of pairs, those with the same text before the second sentence in one list. */
function samePrefix(pairs: readonly TextPair[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const [index, pair] of pairs.entries()) {
    const prefix = prefixOf(pair);
    groups.set(prefix, [...(groups.get(prefix) ?? []), index]);
  }
  return [...groups.values()];
}

function prefixOf({ before, first }: TextPair): string {
  return before === '' ? first : `${before} ${first}`;
}

async function rateAlone(texts: readonly string[], lease: CausalLease): Promise<Map<string, Rated>> {
  const rated = new Map<string, Rated>();
  for (let from = 0; from < texts.length; from += batchSize) {
    const batch = texts.slice(from, from + batchSize);
    const results = await lease.turn((model, cancel) => rate([], batch, model, cancel));
    batch.forEach((text, at) => rated.set(text, results[at] as Rated));
  }
  return rated;
}

function rateAfter(pairs: readonly TextPair[], model: LoadedModel, cancel: CancellationToken): Promise<Rated[]> {
  const read = model.tokenizer.encode(pairs[0] === undefined ? '' : prefixOf(pairs[0]));
  const room = Math.max(1, Math.min(maxRead, model.decoder.contextLength - maxRated - 1));
  const texts = pairs.map(({ second }) => ` ${second}`);
  return rate(read.slice(-room), texts, model, cancel);
}

/** Bits of the beginnings of texts after some tokens of the same document. */
async function rate(
  before: readonly Token[],
  texts: readonly string[],
  { decoder, tokenizer }: LoadedModel,
  cancel: CancellationToken,
): Promise<Rated[]> {
  const { branch } = await decoder.prefill([firstToken(tokenizer), ...before], { top: 0 }, cancel);
  const most = Math.min(maxRated, decoder.contextLength - before.length - 1);
  const continuations = texts.map((text) => ({ branch, tokens: tokenizer.encode(text).slice(0, most) }));
  const results = await decoder.rate(continuations, 0, cancel);
  return results.map(({ logprobs }) => ({
    bits: logprobs.reduce((sum, logprob) => sum - logprob, 0) / Math.LN2,
    tokens: logprobs.length,
  }));
}
