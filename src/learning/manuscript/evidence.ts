import { type BlendWeights, contextKind, weightOf, withoutContext } from './blendWeights.js';
import type { ContextIndex, Followers } from './contextIndex.js';

/**
 * What a writer's texts say about the next token. Its probability is `model` times the model's, plus `words` times its share of all tokens of
 * the texts, plus what `followers` has for it. The three sum to 1 over the vocabulary.
 */
export interface Evidence {
  readonly model: number;
  readonly words: number;
  readonly followers: ReadonlyMap<number, number>;
}

/** A context of the texts that ends where the next token is asked for. */
export interface Context {
  /** See `contextKind`. */
  readonly kind: number;
  /** Where the texts go on after it, evenly spread where that is often. */
  readonly places: readonly number[];
  readonly followers: Followers;
}

/** The contexts of a history in a writer's texts, longest first. */
export function contextsOf(index: ContextIndex, history: readonly number[]): Context[] {
  const ranges = index.ranges(history);
  const own = index.ownPlace(history, ranges);
  return ranges.flatMap((range) => {
    const places = index.placesIn(range, own);
    const followers = index.followers(places);
    return places.length === 0 ? [] : [{ kind: contextKind(range.length, followers), places, followers }];
  });
}

/**
 * Interpolates the contexts, each with the shorter ones, and the shortest with the words and the model.
 * @param best the probability of the token that is best to the model
 */
export function evidenceOf(contexts: readonly Context[], weights: BlendWeights, best: number): Evidence {
  const followers = new Map<number, number>();
  let rest = 1;
  for (const { kind, followers: known } of contexts) {
    const share = weightOf(weights, kind, best);
    if (share === 0) continue;
    for (const [token, count] of known.counts) {
      followers.set(token, (followers.get(token) ?? 0) + (rest * share * count) / known.total);
    }
    rest *= 1 - share;
  }
  const words = rest * weightOf(weights, withoutContext, best);
  return { model: rest - words, words, followers };
}

/** The largest parts that followers have, at most `count` of them. */
export function likeliest({ followers }: Evidence, count: number): number[] {
  return [...followers]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, count)
    .map(([token]) => token);
}
