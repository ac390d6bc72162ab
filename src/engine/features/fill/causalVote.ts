import { append } from '../../../common/append.js';
import type { CancellationToken } from '../../../common/cancellation.js';
import { fitContext } from '../../../prose/context/contextWindow.js';
import { onOneLine } from '../../../prose/markup/visibleText.js';
import { batches } from '../../decode/batches.js';
import { firstToken } from '../firstToken.js';
import type { LoadedModel } from '../loadedModel.js';
import type { Vote } from './ranking.js';

/** Tokens of the text before that are read at most: more would cost more time than a writer waits. */
const contextTokens = 64;

/** Tokens of what follows that are rated. With more, the right word came out no better over 280 masked words. */
const restTokens = 4;

/** More characters than so many tokens have. */
const restCharacters = 100;

/** Tokens that are read at once. */
const batchTokens = 32;

/** What the causal model thinks of words between two texts. */
export async function votesOn(
  words: readonly string[],
  before: string,
  after: string,
  model: LoadedModel,
  cancel?: CancellationToken,
): Promise<Vote[]> {
  const { branch, space } = await read(before, model, cancel);
  const rest = model.tokenizer.encode(tail(after).slice(0, restCharacters)).slice(0, restTokens);
  const ways = words.map((word) => {
    const tokens = model.tokenizer.encode(space + word);
    return { branch, own: tokens.length, tokens: [...tokens, ...rest] };
  });
  const votes: Vote[] = [];
  for (const batch of batches(ways, batchTokens)) {
    const rated = await model.decoder.rate(batch, 0, cancel);
    append(
      votes,
      rated.map(({ logprobs }, index) => split(logprobs, batch[index]?.own ?? 0)),
    );
  }
  return votes;
}

/** The causal model's log-probability of texts after another. */
export async function rateTexts(
  texts: readonly string[],
  before: string,
  model: LoadedModel,
  cancel?: CancellationToken,
): Promise<number[]> {
  const { branch, space } = await read(before, model, cancel);
  const most = model.decoder.contextLength - contextTokens - 1;
  const ways = texts.map((text) => ({ branch, tokens: model.tokenizer.encode(space + text).slice(0, most) }));
  const rated = await model.decoder.rate(ways, 0, cancel);
  return rated.map(({ logprobs }) => logprobs.reduce((sum, logprob) => sum + logprob, 0));
}

/** What follows, as it is read after a word. */
export function tail(after: string): string {
  return onOneLine(`x${after}`).slice(1);
}

/** Reads the text before a word; the space between them belongs to the word. */
async function read(before: string, { decoder, tokenizer }: LoadedModel, cancel?: CancellationToken) {
  const room = Math.min(contextTokens, Math.floor(decoder.contextLength / 2));
  const clean = onOneLine(before);
  const text = fitContext({ headings: [], before: clean, after: '' }, room, (part) => tokenizer.encode(part).length);
  const { branch } = await decoder.prefill([firstToken(tokenizer), ...tokenizer.encode(text)], { top: 0 }, cancel);
  return { branch, space: clean !== '' && /\s$/.test(before) ? ' ' : '' };
}

function split(logprobs: Float32Array, own: number): Vote {
  const sum = (values: Float32Array): number => values.reduce((total, logprob) => total + logprob, 0);
  return { word: sum(logprobs.subarray(0, own)), rest: sum(logprobs.subarray(own)) };
}
