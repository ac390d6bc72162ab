import type { CancellationToken } from '../../common/cancellation.js';
import type { CompleteRequest, CompleteResult, Completion, CompletionPiece } from '../../common/methods/completion.js';
import type { KnownWord } from '../../common/methods/manuscript.js';
import { hasContent, isWordAt } from '../../prose/characters.js';
import { learnedNameChance } from '../../learning/manuscript/learnedName.js';
import { matchStyle } from '../../writing/continuation/matchStyle.js';
import { beginsInLowerCase, beginsParagraph } from '../../writing/continuation/paragraphStart.js';
import { stopOffset } from '../../writing/continuation/stopOffset.js';
import { trimAgainstSuffix } from '../../writing/continuation/trimAgainstSuffix.js';
import { acceptanceFeatures, estimateAcceptance } from '../decode/acceptance.js';
import type { Continuation } from '../decode/continuation.js';
import { aheadOf, generate, openingSize } from '../decode/generate.js';
import type { GenerateOptions } from '../decode/generateOptions.js';
import { openingQuery } from '../decode/openings.js';
import { type Prompt, withoutHealing } from '../decode/prompt.js';
import { suffixTokens } from '../decode/suffixSupport.js';
import { briefPrompt, completionPrompt } from './completionPrompt.js';
import type { Prefilled } from '../runtime/decoder.js';
import type { LoadedModel } from './loadedModel.js';
import { fitToText } from './fitToText.js';
import { type Insertion, insertions } from './insertions.js';
import { realignTokens } from './realignTokens.js';

/** The margin between the best two first tokens is a part of the estimate of acceptance, so at least these are asked for. */
const minAlternatives = 2;

/** Tokens beyond a continuation that the model may have to read: the text after the caret, or a typed word in smaller pieces. */
const spareTokens = 16;

/** Continues a text at the caret, in ways that fit what comes before and after it. */
export async function complete(
  request: CompleteRequest,
  model: LoadedModel,
  now: () => number,
  cancel: CancellationToken,
  report?: (piece: CompletionPiece) => void,
): Promise<CompleteResult> {
  const { decoder, tokenizer, name, device } = model;
  const { before, after } = request.context;
  const started = now();
  const whole = completionPrompt(request.context, model);
  const brief = request.brief === true ? briefPrompt(whole, request.context, model) : undefined;
  let prompt = brief ?? whole;
  const contextTokens = prompt.kept.length + prompt.removed.length;
  const usage = { model: name, device: device.kind, contextTokens, ...(brief && { isBrief: true }) };
  if (prompt.kept.length === 0 || (before.trim() === '' && request.context.headings.length === 0)) {
    return { candidates: [], usage: { ...usage, reusedTokens: 0, prefillMs: 0, decodeMs: 0, decodedTokens: 0 } };
  }
  const options: GenerateOptions = {
    ...request,
    maxTokens: Math.max(1, Math.min(request.maxTokens, decoder.contextLength - usage.contextTokens - spareTokens)),
    alternatives: Math.max(minAlternatives, request.alternatives),
    // What follows after the caret would have to be compared with each of them.
    ahead: after.trim() === '' ? (request.ahead ?? 0) : 0,
    stopOffset: (text) => stopOffset(text, request.stopAt, before),
    onStep: ([text = '']) => report?.({ text }),
    mayBegin: beginsParagraph(before) ? (text) => !beginsInLowerCase(text) : () => true,
  };
  const read = (from: Prompt): Promise<Prefilled> =>
    decoder.prefill(from.kept, { ...openingQuery(tokenizer, from.removedBytes, openingSize(options)), ahead: aheadOf(options) }, cancel);
  let prefilled = await read(prompt);
  const prefilledAt = now();
  let generated = await generate(model, prompt, prefilled, options, cancel);
  if (generated.continuations.length === 0 && decoder.isPartial && prompt.removed.length > 0) {
    // Nothing that is known agrees with the half-typed word.
    prompt = withoutHealing(prompt, tokenizer);
    prefilled = await read(prompt);
    generated = await generate(model, prompt, prefilled, options, cancel);
  }
  const { continuations, ahead } = generated;
  const suffix = after.trim() === '' || decoder.cannotRate ? [] : suffixTokens(tokenizer, after);
  // Only of what comes out best: where another word does, the text around it speaks against the name.
  const known = model.writer?.known ?? [];
  const candidates =
    suffix.length === 0
      ? continuations.map((continuation, nth) =>
          completion(fitToText(continuation, request.context), request, undefined, nth === 0 ? known : []),
        )
      : (await insertions(model, prompt, prefilled.branch, continuations, request.context, suffix, cancel)).map(
          ({ continuation, suffixGain, suffixLogprob }) => completion(continuation, request, { suffixGain, suffixLogprob }),
        );
  const answersAhead = ahead.map(({ typed, continuation }) => {
    const context = { ...request.context, before: before + typed };
    return { typed, candidates: distinct([completion(fitToText(continuation, context), { ...request, context })]) };
  });
  return {
    candidates: distinct(candidates).sort((a, b) => b.acceptance.firstWord - a.acceptance.firstWord),
    ...(answersAhead.length > 0 && { ahead: answersAhead }),
    usage: {
      ...usage,
      reusedTokens: prefilled.reused,
      prefillMs: prefilledAt - started,
      decodeMs: now() - prefilledAt,
      decodedTokens: [...continuations, ...ahead.map(({ continuation }) => continuation)].reduce((sum, { decoded }) => sum + decoded, 0),
    },
  };
}

/** A continuation in the style of the text, with the chance that it is taken. */
function completion(
  continuation: Continuation,
  { context, alternatives }: CompleteRequest,
  suffix?: Pick<Insertion, 'suffixGain' | 'suffixLogprob'>,
  known: readonly KnownWord[] = [],
): Completion {
  const { before, after } = context;
  // Quotation marks and dashes may meet what follows only now.
  const insideWord = isWordAt(before, before.length - 1) && isWordAt(after, 0);
  const text = trimAgainstSuffix(matchStyle(continuation.text, before), after, insideWord);
  return {
    text,
    tokens: realignTokens(continuation.tokens, text).map((token) => ({
      ...token,
      alternatives: token.alternatives.slice(0, alternatives),
    })),
    stop: continuation.stop,
    acceptance: estimateAcceptance(acceptanceFeatures(continuation, before, suffix?.suffixGain), learnedNameChance(before, text, known)),
    ...(suffix !== undefined && { suffixLogprob: suffix.suffixLogprob }),
  };
}

/** Those with more to show than punctuation, and only the first of each text. */
function distinct(candidates: readonly Completion[]): Completion[] {
  return candidates.filter(({ text }, index) => hasContent(text) && candidates.findIndex((other) => other.text === text) === index);
}
