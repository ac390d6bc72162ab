import { type BlendWeights, noWeights, weightIndex, weightOf, withoutContext } from './blendWeights.js';

/** A token of a text that was held out, with what each source of the blend says of it. */
export interface HeldOutToken {
  /** Its probability after each context that the other texts have, longest first. */
  readonly contexts: readonly { readonly kind: number; readonly probability: number }[];
  /** Its share of the other texts' tokens. */
  readonly words: number;
  /** Its probability by the model, and that of the token that is best to the model. */
  readonly model: number;
  readonly best: number;
}

/** So many steps bring the likelihood as near to its largest as matters. */
const steps = 30;

/** How many tokens the starting weights count for. */
const priorTokens = 12;

/** Larger shares would leave the model nothing where the writer's texts are wrong. */
const largestWeight = 0.98;

/**
 * The weights under which held-out tokens are most probable, by expectation maximization: as in interpolated n-gram models (Jelinek and Mercer
 * 1980), with the model in the place of the shortest context. Kinds of contexts that are rare in the tokens stay near `start`.
 */
export function fitWeights(tokens: readonly HeldOutToken[], start: BlendWeights): BlendWeights {
  let weights = start;
  for (let step = 0; step < steps; step++) {
    const used = start.map((weight) => priorTokens * weight);
    const reached = start.map(() => priorTokens);
    for (const token of tokens) expect(token, weights, used, reached);
    weights = used.map((count, index) => Math.min(largestWeight, count / (reached[index] ?? 1)));
  }
  return weights;
}

/** The mean surprisal of tokens under weights, in bits. */
export function meanBits(tokens: readonly HeldOutToken[], weights: BlendWeights = noWeights): number {
  const bits = tokens.reduce((sum, token) => sum - Math.log2(blended(token, weights)), 0);
  return bits / Math.max(1, tokens.length);
}

/** Adds how much of a token's probability each share accounts for, and how much of it came as far as that share. */
function expect(token: HeldOutToken, weights: BlendWeights, used: number[], reached: number[]): void {
  const base = interpolated(token.words, token.model, weightOf(weights, withoutContext, token.best));
  // The probability from each context on, shortest first.
  const whole: number[] = [base];
  for (const { kind, probability } of [...token.contexts].reverse()) {
    whole.push(interpolated(probability, whole.at(-1) as number, weightOf(weights, kind, token.best)));
  }
  let part = 1;
  const count = (kind: number, probability: number, all: number): void => {
    const index = weightIndex(kind, token.best);
    const own = all === 0 ? 0 : ((weights[index] ?? 0) * probability) / all;
    reached[index] = (reached[index] ?? 0) + part;
    used[index] = (used[index] ?? 0) + part * own;
    part *= 1 - own;
  };
  for (const [nth, { kind, probability }] of token.contexts.entries()) {
    count(kind, probability, whole[token.contexts.length - nth] as number);
  }
  count(withoutContext, token.words, base);
}

function blended({ contexts, words, model, best }: HeldOutToken, weights: BlendWeights): number {
  return contexts.reduceRight(
    (shorter, { kind, probability }) => interpolated(probability, shorter, weightOf(weights, kind, best)),
    interpolated(words, model, weightOf(weights, withoutContext, best)),
  );
}

function interpolated(own: number, other: number, share: number): number {
  return share * own + (1 - share) * other;
}
