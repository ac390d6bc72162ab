import { sentences } from '../../prose/sentences.js';
import type { CancellationToken } from '../../common/cancellation.js';
import type { Progress } from '../../common/methods/progress.js';
import type { RatedToken, SurprisalRequest, SurprisalResult } from '../../common/methods/scoring.js';
import { concatBytes, decodeUtf8, encodeUtf8 } from '../decode/utf8.js';
import type { RatedTokens } from '../runtime/decoder.js';
import type { Token } from '../tokenizer/token.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import { firstToken } from './firstToken.js';
import type { LoadedModel, CausalLease } from './loadedModel.js';
import { type RatingWindow, ratingWindows } from './ratingWindows.js';
import { type TokenSpan, tokenSpans } from './tokenSpans.js';

/** Tokens that the model reads at once. Longer windows would help little and cost more, since attention grows with them. */
const windowTokens = 1024;

/** Characters of the text before that are read; more than half a window has. */
const beforeCharacters = 4096;

/**
 * How surprising each token of a text is. The text is rated in windows that overlap and start at sentences; each window is
 * work of its own, so that completions run between them. The document-start token comes in front of each, so that the
 * first token is rated too.
 */
export async function surprisal(
  request: SurprisalRequest,
  causal: CausalLease,
  report: (progress: Progress) => void,
): Promise<SurprisalResult> {
  const model = await causal.model();
  const document = readDocument(request, model);
  const parts: RatedTokens[] = [];
  for (const window of document.windows) {
    parts.push(await causal.turn((loaded, cancel) => rateWindow(document.tokens, window, request.alternatives, loaded, cancel)));
    report({ done: parts.length, total: document.windows.length, phase: 'reading' });
  }
  return { ...resultOf(request.text, document, parts, model), model: model.name };
}

interface Document {
  /** The tokens of the text before, then those of the text. */
  readonly tokens: readonly Token[];
  /** Those of the text alone. */
  readonly spans: readonly TokenSpan[];
  readonly windows: readonly RatingWindow[];
}

function readDocument({ text, before = '' }: SurprisalRequest, { tokenizer, decoder }: LoadedModel): Document {
  const size = Math.min(windowTokens, decoder.contextLength - 1);
  const { context, rated, spans } = tokensOf(before.slice(-beforeCharacters), text, tokenizer);
  const read = context.slice(-Math.floor(size / 2));
  const starts = startingTokens(spans, sentences(text)).map((at) => at + read.length);
  return { tokens: [...read, ...rated], spans, windows: ratingWindows(read.length, read.length + rated.length, size, starts) };
}

interface Encoded {
  /** The tokens of the text before. */
  readonly context: readonly Token[];
  readonly rated: readonly Token[];
  /** Those of `rated`, in the text. */
  readonly spans: readonly TokenSpan[];
}

/**
 * The tokens of a text and of what is before it, as the model reads both together: a blank line before a word has other tokens than a blank
 * line at an end, after which the model expects no word. Where a token would reach from one into the other, each is encoded by itself.
 */
function tokensOf(before: string, text: string, tokenizer: Tokenizer): Encoded {
  const alone = (): Encoded => {
    const rated = tokenizer.encode(text);
    return { context: tokenizer.encode(before), rated, spans: tokenSpans(text, rated, tokenizer) };
  };
  if (before === '') return alone();
  const joined = tokenizer.encode(before + text);
  const spans = tokenSpans(before + text, joined, tokenizer);
  const first = spans.findIndex(({ offset }) => offset >= before.length);
  const { offset = 0, length = 0 } = spans[first - 1] ?? {};
  if (first < 0 || offset + length > before.length) return alone();
  return {
    context: joined.slice(0, first),
    rated: joined.slice(first),
    spans: spans.slice(first).map((span) => ({ ...span, offset: span.offset - before.length })),
  };
}

/** The tokens that hold the first character of a sentence; both lists ascend. */
function startingTokens(spans: readonly TokenSpan[], all: readonly { readonly start: number }[]): number[] {
  let at = 0;
  return all.map(({ start }) => {
    while (at < spans.length - 1 && (spans[at]?.offset ?? 0) + (spans[at]?.length ?? 0) <= start) at++;
    return at;
  });
}

async function rateWindow(
  tokens: readonly Token[],
  { start, from, to }: RatingWindow,
  top: number,
  { decoder, tokenizer }: LoadedModel,
  cancel: CancellationToken,
): Promise<RatedTokens> {
  const context = tokens.slice(start, from);
  const { branch } = await decoder.prefill([firstToken(tokenizer), ...context], { top: 0 }, cancel);
  const [rated] = await decoder.rate([{ branch, tokens: tokens.slice(from, to) }], top, cancel);
  if (rated === undefined) throw new Error('The decoder rated nothing.');
  return rated;
}

function resultOf(
  text: string,
  { spans }: Document,
  parts: readonly RatedTokens[],
  { tokenizer }: LoadedModel,
): Omit<SurprisalResult, 'model'> {
  const logprobs = parts.flatMap((part) => [...part.logprobs]);
  const ranks = parts.flatMap((part) => [...part.ranks]);
  const top = parts.flatMap((part) => part.top);
  let unfinished = 0;
  const rated = spans.map(({ offset, length, pending }, index): RatedToken => {
    // A character that several tokens make up is as surprising as all of them; the last one stands for it.
    unfinished += -(logprobs[index] ?? 0) / Math.LN2;
    const bits = length === 0 ? 0 : unfinished;
    if (length > 0) unfinished = 0;
    const alternatives = (top[index]?.tokens ?? []).map((token, place) => ({
      text: decodeUtf8(concatBytes(pending, tokenizer.bytes(token))),
      logprob: top[index]?.logprobs[place] ?? -Infinity,
    }));
    return { offset, length, bits, rank: ranks[index] ?? 0, alternatives };
  });
  const bits = rated.reduce((sum, token) => sum + token.bits, 0);
  return { tokens: rated, bitsPerByte: text === '' ? 0 : bits / encodeUtf8(text).length };
}
