import type { CancellationToken } from '../../common/cancellation.js';
import type { Decoder, Prefilled } from '../runtime/decoder.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import { logAdd } from './logProbability.js';
import type { Prompt } from './prompt.js';

/** What has a smaller share than this is not looked into: it changes less than a tenth of a bit. */
const minShare = 0.005;

/**
 * How uncertain the model is about what comes after the caret, in bits: Shannon's entropy over the whole vocabulary, as far as
 * it agrees with what is typed. What comes may be the rest of a token that begins with the bytes that were backed over, or a
 * token of its own after them; other ways to split these bytes are left out. Of a decoder that is partial, it is that of the tokens it knows.
 * @param prefilled The prompt as it was read with `openingQuery` for the whole vocabulary.
 */
export async function caretEntropy(
  { decoder, tokenizer }: { readonly decoder: Decoder; readonly tokenizer: Tokenizer },
  { removed, removedBytes }: Prompt,
  prefilled: Prefilled,
  cancel: CancellationToken,
): Promise<number> {
  if (removed.length === 0 || decoder.isPartial) return entropy(prefilled.next.logprobs);
  const { extend } = tokenizer.compatible(removedBytes);
  const longer = prefilled.next.rated.subarray(0, extend.length).filter((_, index) => isLonger(extend[index], removedBytes, tokenizer));
  const [rated] = await decoder.rate([{ branch: prefilled.branch, tokens: removed }], 0, cancel);
  const typed = (rated?.logprobs ?? new Float32Array()).reduce((sum, logprob) => sum + logprob, 0);
  const all = longer.reduce(logAdd, typed);
  const share = Math.exp(typed - all);
  const own = entropy([...longer, typed]);
  if (share < minShare) return own;
  const [behind] = await decoder.extend([{ branch: prefilled.branch, tokens: removed }], { top: decoder.vocabularySize }, cancel);
  return own + share * entropy(behind?.next.logprobs ?? []);
}

function isLonger(token: Parameters<Tokenizer['bytes']>[0] | undefined, than: Uint8Array, tokenizer: Tokenizer): boolean {
  return token !== undefined && tokenizer.bytes(token).length > than.length;
}

/** Shannon's entropy in bits of probabilities that are known up to a common factor, as natural logarithms. */
function entropy(logprobs: ArrayLike<number>): number {
  let total = 0;
  let weighted = 0;
  for (let index = 0; index < logprobs.length; index++) {
    const logprob = logprobs[index] ?? -Infinity;
    const probability = Math.exp(logprob);
    if (probability === 0) continue;
    total += probability;
    weighted += probability * logprob;
  }
  return total === 0 ? 0 : Math.max(0, Math.log(total) - weighted / total) / Math.LN2;
}
