import type { CancellationToken } from '../../common/cancellation.js';
import type { NextTokensRequest, NextTokensResult } from '../../common/methods/completion.js';
import { caretEntropy } from '../decode/caretEntropy.js';
import { depth, findOpenings, openingQuery } from '../decode/openings.js';
import type { Prompt } from '../decode/prompt.js';
import { CharacterStream } from '../decode/utf8.js';
import type { Distribution } from '../runtime/decoder.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import { completionPrompt } from './completionPrompt.js';
import type { LoadedModel } from './loadedModel.js';

/** How many tokens are looked at after a token that only repeats a part of what is typed. */
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
  const all = [...tokens, ...documentEnd(prefilled.next, prompt, tokenizer)].sort((a, b) => b.logprob - a.logprob);
  return {
    tokens: all.slice(0, top).filter(({ logprob }) => logprob > (all[0]?.logprob ?? 0) - depth),
    entropy: await caretEntropy(model, prompt, prefilled, cancel),
    model: name,
  };
}

/** The text of some bytes; empty where they end inside a character. */
function textOf(bytes: Uint8Array): string {
  const { text, stream } = CharacterStream.empty.push(bytes);
  return stream.pending.length > 0 ? '' : text;
}

/** The end of the document, where nothing has to be there before it. */
function documentEnd(next: Distribution, { removedBytes }: Prompt, tokenizer: Tokenizer): NextTokensResult['tokens'] {
  if (removedBytes.length > 0) return [];
  const ends = next.tokens.flatMap((token, index) =>
    tokenizer.documentEnds.has(token) ? [Math.exp(next.logprobs[index] ?? -Infinity)] : [],
  );
  return ends.length === 0 ? [] : [{ text: '', logprob: Math.log(ends.reduce((sum, probability) => sum + probability)) }];
}
