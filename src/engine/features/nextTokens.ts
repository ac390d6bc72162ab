import type { CancellationToken } from '../../common/cancellation.js';
import type { NextTokensRequest, NextTokensResult } from '../../common/engineApi.js';
import { depth, findOpenings, openingQuery } from '../decode/openings.js';
import type { Prompt } from '../decode/prompt.js';
import { CharacterStream } from '../decode/utf8.js';
import type { Distribution } from '../runtime/decoder.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import { completionPrompt } from './completionPrompt.js';
import type { LoadedModel } from './loadedModel.js';

/** How many tokens are looked at behind a token that only repeats a part of what is typed. */
const choices = 64;

/**
 * What may come next at a caret. The tokens are those of `complete`: each goes on from the last character before the caret, also
 * inside a word, and probabilities are relative to all that agrees with what is typed.
 */
export async function nextTokens(
  { context, top }: NextTokensRequest,
  model: LoadedModel,
  cancel: CancellationToken,
): Promise<NextTokensResult> {
  const { decoder, tokenizer, name } = model;
  const prompt = completionPrompt(context, model);
  if (prompt.kept.length === 0 || (context.before.trim() === '' && context.headings.length === 0)) {
    return { tokens: [], entropy: 0, model: name };
  }
  const everything = prompt.removedBytes.length === 0 ? decoder.vocabularySize : 1;
  const prefilled = await decoder.prefill(prompt.kept, openingQuery(tokenizer, prompt.removedBytes, everything), cancel);
  const search = { decoder, tokenizer, count: top, top: choices, usable: (bytes: Uint8Array) => textOf(bytes) !== '', cancel };
  const openings = await findOpenings(search, prefilled, prompt.removedBytes);
  const tokens = openings.map(({ bytes, logprob }) => ({ text: textOf(bytes), logprob }));
  const agreeing = agreeingLogprobs(prefilled.next, prompt, tokenizer);
  const all = [...tokens, ...documentEnd(prefilled.next, prompt, tokenizer)].sort((a, b) => b.logprob - a.logprob);
  return {
    tokens: all.slice(0, top).filter(({ logprob }) => logprob > (all[0]?.logprob ?? 0) - depth),
    entropy: entropy(agreeing.length > 0 ? agreeing : tokens.map(({ logprob }) => logprob)),
    model: name,
  };
}

/** The text of some bytes; empty where they end inside a character. */
function textOf(bytes: Uint8Array): string {
  const { text, stream } = CharacterStream.empty.push(bytes);
  return stream.pending.length > 0 ? '' : text;
}

/** Log-probabilities of all tokens that may come next: the whole vocabulary, or those that begin with what has to be there. */
function agreeingLogprobs(next: Distribution, { removedBytes }: Prompt, tokenizer: Tokenizer): Float32Array {
  return removedBytes.length === 0 ? next.logprobs : next.rated.subarray(0, tokenizer.compatible(removedBytes).extend.length);
}

/** The end of the document, where nothing has to be there before it. */
function documentEnd(next: Distribution, { removedBytes }: Prompt, tokenizer: Tokenizer): NextTokensResult['tokens'] {
  if (removedBytes.length > 0) return [];
  const ends = next.tokens.flatMap((token, index) =>
    tokenizer.documentEnds.has(token) ? [Math.exp(next.logprobs[index] ?? -Infinity)] : [],
  );
  return ends.length === 0 ? [] : [{ text: '', logprob: Math.log(ends.reduce((sum, probability) => sum + probability)) }];
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
