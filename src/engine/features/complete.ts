import type { CancellationToken } from '../../common/cancellation.js';
import type { CompleteRequest, CompleteResult, Completion } from '../../common/engineApi.js';
import { stopOffset } from '../../text/ghostText/stopOffset.js';
import { acceptanceFeatures, estimateAcceptance } from '../decode/acceptance.js';
import type { Continuation } from '../decode/draft.js';
import { generate, type GenerateOptions, openingSize } from '../decode/generate.js';
import { openingQuery } from '../decode/openings.js';
import { suffixSupport } from '../decode/suffixSupport.js';
import { completionPrompt } from './completionPrompt.js';
import type { LoadedModel } from './loadedModel.js';
import { fitToText } from './fitToText.js';

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
  if (before.trim() === '' && request.context.headings.length === 0) {
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
  const support =
    after.trim() === '' || fitting.length === 0 ? undefined : await suffixSupport(model, prompt, prefilled.branch, fitting, after, cancel);
  const candidates = fitting.map((continuation, index): Completion => {
    const suffixLogprob = support?.behind[index];
    const suffixGain = support === undefined || suffixLogprob === undefined ? 0 : suffixLogprob - support.without;
    return completion(continuation, request, suffixGain, suffixLogprob);
  });
  return {
    candidates: distinct(candidates).sort((a, b) => b.acceptance.firstWord - a.acceptance.firstWord),
    usage: {
      ...usage,
      reusedTokens: prefilled.reused,
      prefillMs: prefilledAt - started,
      decodeMs: now() - prefilledAt,
      decodedTokens: continuations.reduce((sum, { decoded }) => sum + decoded, 0),
    },
  };
}

function completion(
  continuation: Continuation,
  { context, alternatives }: CompleteRequest,
  suffixGain: number,
  suffixLogprob: number | undefined,
): Completion {
  const { text, tokens, stop } = continuation;
  return {
    text,
    tokens: tokens.map((token) => ({ ...token, alternatives: token.alternatives.slice(0, alternatives) })),
    stop,
    acceptance: estimateAcceptance(acceptanceFeatures(continuation, context.before, suffixGain)),
    ...(suffixLogprob === undefined ? {} : { suffixLogprob }),
  };
}

/** The first of each text. */
function distinct(candidates: readonly Completion[]): Completion[] {
  return candidates.filter(({ text }, index) => candidates.findIndex((other) => other.text === text) === index);
}
