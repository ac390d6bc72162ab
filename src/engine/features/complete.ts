import type { CancellationToken } from '../../common/cancellation.js';
import type { CompleteRequest, CompleteResult, Completion } from '../../common/engineApi.js';
import { matchStyle } from '../../text/ghostText/matchStyle.js';
import { stopOffset } from '../../text/ghostText/stopOffset.js';
import { acceptanceFeatures, estimateAcceptance } from '../decode/acceptance.js';
import type { Continuation } from '../decode/draft.js';
import { generate, type GenerateOptions, openingSize } from '../decode/generate.js';
import { openingQuery } from '../decode/openings.js';
import { type SuffixSupport, suffixSupport } from '../decode/suffixSupport.js';
import { completionPrompt } from './completionPrompt.js';
import type { LoadedModel } from './loadedModel.js';
import { fitToText } from './fitToText.js';
import { retold } from './retold.js';

/** The margin between the best two first tokens is a part of the estimate of acceptance, so at least these are asked for. */
const leastAlternatives = 2;

/** Continues a text at the caret, in ways that fit what stands before and after it. */
export async function complete(
  request: CompleteRequest,
  model: LoadedModel,
  now: () => number,
  cancel: CancellationToken,
): Promise<CompleteResult> {
  const { decoder, tokenizer, name, device } = model;
  const { before, after } = request.context;
  const started = now();
  const prompt = completionPrompt(request.context, model);
  const usage = { model: name, device: device.kind, contextTokens: prompt.kept.length + prompt.removed.length };
  if (prompt.kept.length === 0 || (before.trim() === '' && request.context.headings.length === 0)) {
    return { candidates: [], usage: { ...usage, reusedTokens: 0, prefillMs: 0, decodeMs: 0, decodedTokens: 0 } };
  }
  const options: GenerateOptions = {
    ...request,
    alternatives: Math.max(leastAlternatives, request.alternatives),
    stopOffset: (text) => stopOffset(text, request.stopAt, before),
  };
  const prefilled = await decoder.prefill(prompt.kept, openingQuery(tokenizer, prompt.removedBytes, openingSize(options)), cancel);
  const prefilledAt = now();
  const continuations = await generate(model, prompt, prefilled, options, cancel);
  const fitting = continuations.map((continuation) => fitToText(continuation, request.context)).filter(({ text }) => text.trim() !== '');
  const isBetweenText = after.trim() !== '' && fitting.length > 0;
  const support = isBetweenText ? await suffixSupport(model, prompt, prefilled.branch, fitting, after, cancel) : undefined;
  return {
    candidates: presented(fitting.map((continuation, index) => completion(continuation, request, support, index))),
    usage: {
      ...usage,
      reusedTokens: prefilled.reused,
      prefillMs: prefilledAt - started,
      decodeMs: now() - prefilledAt,
      decodedTokens: continuations.reduce((sum, { decoded }) => sum + decoded, 0),
    },
  };
}

/** One of the continuations, in the style of the text and with the chance that it is taken. */
function completion(
  continuation: Continuation,
  { context, alternatives }: CompleteRequest,
  support: SuffixSupport | undefined,
  index: number,
): Completion {
  const suffixLogprob = support?.behind[index];
  const suffixGain = support === undefined || suffixLogprob === undefined ? 0 : suffixLogprob - support.without;
  const text = matchStyle(continuation.text, context.before);
  return {
    text,
    tokens: retold(continuation.tokens, text).map((token) => ({ ...token, alternatives: token.alternatives.slice(0, alternatives) })),
    stop: continuation.stop,
    acceptance: estimateAcceptance(acceptanceFeatures(continuation, context.before, suffixGain)),
    ...(suffixLogprob === undefined ? {} : { suffixLogprob }),
  };
}

/** Those with something to show, the first of each text, the likeliest to be taken in front. */
function presented(candidates: readonly Completion[]): Completion[] {
  return candidates
    .filter(({ text }, index) => text.trim() !== '' && candidates.findIndex((other) => other.text === text) === index)
    .sort((a, b) => b.acceptance.firstWord - a.acceptance.firstWord);
}
