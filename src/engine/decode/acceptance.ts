import { minOf } from '../../common/extremes.js';
import type { Completion } from '../../common/methods/completion.js';
import { throughFirstWord } from '../../writing/continuation/firstWord.js';
import { type AcceptanceFeatures, acceptanceModels, type LogisticModel } from './acceptanceModel.js';

const anyWord = /[\p{L}\p{N}]+/gu;
const largestMargin = 10;

/**
 * The features of a continuation. At least two alternatives at its first token are needed for the margin.
 * @param suffixGain See `AcceptanceFeatures`; left out where nothing comes after the caret.
 */
export function acceptanceFeatures(
  completion: Pick<Completion, 'text' | 'tokens' | 'stop'>,
  before: string,
  suffixGain?: number,
): AcceptanceFeatures {
  const { text, tokens, stop } = completion;
  const logprobs = tokens.map((token) => token.logprob);
  const whole = sum(logprobs);
  return {
    firstWordLogit: logit(sum(logprobs.slice(0, tokensOf(tokens, throughFirstWord(text).length)))),
    wholeLogit: logit(whole),
    mean: whole / Math.max(1, tokens.length),
    least: minOf(logprobs, 0),
    margin: margin(tokens[0]),
    words: text.match(anyWord)?.length ?? 0,
    isComplete: ['clause', 'sentence', 'line', 'word', 'end-of-text'].includes(stop) ? 1 : 0,
    finishesWord: /[\p{L}\p{N}\p{M}]$/u.test(before) && /^[\p{L}\p{N}\p{M}]/u.test(text) ? 1 : 0,
    betweenText: suffixGain === undefined ? 0 : 1,
    suffixGain: suffixGain ?? 0,
  };
}

/**
 * The estimated chance that a writer takes a continuation whole, and that they take its first word: never less than the whole.
 * @param learned the chance of the first word as far as the writer's own texts tell, where they do
 */
export function estimateAcceptance(features: AcceptanceFeatures, learned = 0): Completion['acceptance'] {
  const whole = probability(acceptanceModels.whole, features);
  return { whole, firstWord: Math.max(whole, learned, probability(acceptanceModels.firstWord, features)) };
}

function probability(model: LogisticModel, features: AcceptanceFeatures): number {
  const names = Object.keys(features) as (keyof AcceptanceFeatures)[];
  return 1 / (1 + Math.exp(-names.reduce((score, name) => score + model[name] * features[name], model.bias)));
}

/** How many tokens it takes to cover the first `length` characters. */
function tokensOf(tokens: Completion['tokens'], length: number): number {
  let covered = 0;
  const last = tokens.findIndex(({ text }) => (covered += text.length) >= length);
  return last < 0 ? tokens.length : last + 1;
}

function margin(first: Completion['tokens'][number] | undefined): number {
  if (first === undefined) return 0;
  const other = first.alternatives.find(({ text }) => text !== first.text);
  return other === undefined ? largestMargin : Math.min(largestMargin, first.logprob - other.logprob);
}

/** ln(p ÷ (1 − p)) of a log-probability, bounded so that certainty stays finite. */
function logit(logprob: number): number {
  const bounded = Math.min(logprob, -1e-6);
  return bounded - Math.log(-Math.expm1(bounded));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
