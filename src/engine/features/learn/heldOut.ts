import type { HeldOutToken } from '../../../learning/manuscript/fitWeights.js';
import { contextsOf } from '../../../learning/manuscript/evidence.js';
import { type ContextIndex, historyLength } from '../../../learning/manuscript/contextIndex.js';
import type { TokenSequence } from '../../../learning/manuscript/contextOrder.js';
import type { Token } from '../../tokenizer/token.js';
import { firstToken } from '../firstToken.js';
import type { CausalLease } from '../loadedModel.js';

/** Tokens of text that are held out at most: enough for every common kind of context, and read in seconds. */
const maxTokens = 4096;

/** Of a short text more than a tenth is held out, so that there is something to fit on. */
const minTokens = 512;

/** Tokens that the model rates at once, after as many that it only reads; fewer where its context is short. */
const windowTokens = 256;

/** Where the part of a sequence begins that is held out: its last tenth; of a short text up to the half. */
export function heldOutStart(length: number): number {
  return length - Math.floor(Math.min(length / 2, Math.max(minTokens, length / 10)));
}

/** A stretch of held-out text. */
export interface HeldOutWindow {
  readonly from: number;
  readonly to: number;
}

/** Windows of the text from a place on, spread evenly where it is long. */
export function heldOutWindows(start: number, length: number, contextLength: number): HeldOutWindow[] {
  const size = Math.min(windowTokens, Math.floor((contextLength - 1) / 2));
  const all = Math.ceil((length - start) / size);
  const count = Math.min(all, Math.ceil(maxTokens / size));
  return Array.from({ length: count }, (_, nth) => {
    const from = start + Math.floor((nth * all) / count) * size;
    return { from, to: Math.min(length, from + size) };
  });
}

/**
 * What the model and the rest of the texts say of the tokens of a window. Separators are left out. The model reads nothing of what the counts are of:
 * so it is asked as at the beginning of a new chapter, and not where it has the same words before it.
 * @param start where the held-out part begins
 */
export async function rateHeldOut(
  { from, to }: HeldOutWindow,
  start: number,
  tokens: TokenSequence,
  rest: { readonly index: ContextIndex; readonly shares: Float64Array },
  causal: CausalLease,
): Promise<{ readonly rated: HeldOutToken[]; readonly bytes: number }> {
  const rated: HeldOutToken[] = [];
  let bytes = 0;
  for (const part of withoutSeparators(from, to, tokens, rest.index.separator)) {
    const before = historyBefore(part.from, tokens, rest.index.separator, Math.min(to - from, part.from - start));
    const own = Array.from(tokens.subarray(part.from, part.to)) as Token[];
    const { logprobs, top } = await causal.turn(async ({ decoder, tokenizer }, cancel) => {
      const { branch } = await decoder.prefill([firstToken(tokenizer), ...before], { top: 1 }, cancel);
      const [ratings] = await decoder.rate([{ branch, tokens: own }], 1, cancel);
      bytes += own.reduce((sum, token) => sum + tokenizer.bytes(token).length, 0);
      return ratings ?? { logprobs: new Float32Array(), top: [] };
    });
    for (const [at, token] of own.entries()) {
      const history = historyBefore(part.from + at, tokens, rest.index.separator, historyLength);
      const contexts = contextsOf(rest.index, history).map(({ kind, followers: { counts, total } }) => ({
        kind,
        probability: (counts.get(token) ?? 0) / total,
      }));
      const model = Math.exp(logprobs[at] ?? -Infinity);
      const best = Math.exp(top[at]?.logprobs[0] ?? -Infinity);
      rated.push({ contexts, words: rest.shares[token] ?? 0, model, best });
    }
  }
  return { rated, bytes };
}

function* withoutSeparators(from: number, to: number, tokens: TokenSequence, separator: number): Generator<HeldOutWindow> {
  for (let start = from; start < to;) {
    const found = tokens.indexOf(separator, start);
    const end = found < 0 || found > to ? to : found;
    if (end > start) yield { from: start, to: end };
    start = end + 1;
  }
}

/** The tokens of the same text before a place, at most so many. */
function historyBefore(place: number, tokens: TokenSequence, separator: number, most: number): Token[] {
  const start = Math.max(0, place - most);
  const before = Array.from(tokens.subarray(start, place));
  return before.slice(before.lastIndexOf(separator) + 1) as Token[];
}
