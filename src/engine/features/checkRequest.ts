import type {
  CompleteRequest,
  FillMaskRequest,
  FillPlace,
  NextTokensRequest,
  RatePairsRequest,
  Sampling,
  SurprisalRequest,
  TextContext,
  TextPair,
  WarmRequest,
} from '../../common/engineApi.js';
import { badRequest } from './badRequest.js';

/** Texts whose surprisal is asked for are read whole; longer ones would take an hour. */
const longestText = 1_000_000;

/** More pairs than this are several requests, so that what is done stays when one is given up. */
const mostPairs = 1000;

/** A place has up to four words; more than this is a mistake. */
const longestPlace = 400;

/** More places than a writer could want words for at once. */
const mostPlaces = 64;

/** Longer than any passage that an encoder could read. */
const longestPassage = 100_000;

const signals = ['next-sentence', 'surprisal', 'similarity'];

const stops = ['word', 'clause', 'sentence', 'line', 'none'];

/**
 * Refuses requests that cannot be meant, with code `bad-request`. They come from another process, so that also their
 * types are checked.
 */
export function checkCompleteRequest(request: CompleteRequest): void {
  checkContext(request.context);
  checkNumber('maxTokens', request.maxTokens, 1, 4096, true);
  checkNumber('candidates', request.candidates, 1, 8, true);
  checkNumber('alternatives', request.alternatives, 0, 100, true);
  checkNumber('minConfidence', request.minConfidence, 0, 1);
  if (!stops.includes(request.stopAt)) throw badRequest(`stopAt is ${shown(request.stopAt)}, but must be one of ${stops.join(', ')}.`);
  checkSampling(request.sampling);
}

export function checkWarmRequest(request: WarmRequest): void {
  checkContext(request.context);
}

export function checkSurprisalRequest(request: SurprisalRequest): void {
  checkString('text', request.text);
  if (request.before !== undefined) checkString('before', request.before);
  checkNumber('alternatives', request.alternatives, 0, 100, true);
  if (request.text.length > longestText) {
    throw badRequest(
      `The text has ${request.text.length} characters, but surprisal reads at most ${longestText}. Give it a part of the text at a time.`,
    );
  }
}

export function checkNextTokensRequest(request: NextTokensRequest): void {
  checkContext(request.context);
  checkNumber('top', request.top, 1, 100, true);
}

export function checkRatePairsRequest({ pairs, signals: wanted }: Partial<RatePairsRequest>): void {
  const given: readonly unknown[] = Array.isArray(pairs) ? pairs : [];
  if (!Array.isArray(pairs) || given.length > mostPairs) throw badRequest(`pairs must be a list of at most ${mostPairs}.`);
  for (const pair of pairs as readonly (Partial<TextPair> | null)[]) {
    checkString('pair.before', pair?.before);
    checkString('pair.first', pair?.first);
    checkString('pair.second', pair?.second);
  }
  if (!Array.isArray(wanted) || !wanted.every((signal) => signals.includes(signal as string))) {
    throw badRequest(`signals must be a list of some of ${signals.join(', ')}.`);
  }
}

export function checkFillMaskRequest({ text, places, top, maxPieces, vote }: Partial<FillMaskRequest>): void {
  checkString('text', text);
  const length = typeof text === 'string' ? text.length : 0;
  if (length > longestPassage)
    throw badRequest(`The text has ${length} characters. Give it the sentences around the places, at most ${longestPassage}.`);
  const given: readonly unknown[] = Array.isArray(places) ? places : [];
  if (given.length === 0 || given.length > mostPlaces) {
    throw badRequest(
      `There are ${given.length} places to fill, but there must be 1 to ${mostPlaces}. Give it a part of the text at a time.`,
    );
  }
  let done = 0;
  for (const place of given as readonly (Partial<FillPlace> | null)[]) {
    const { offset = NaN, length: extent = NaN } = place ?? {};
    checkNumber('place.offset', offset, done, length, true);
    checkNumber('place.length', extent, 1, Math.min(longestPlace, length - offset), true);
    done = offset + extent;
  }
  checkNumber('top', top, 1, 100, true);
  checkNumber('maxPieces', maxPieces, 1, 4, true);
  if (typeof vote !== 'boolean') throw badRequest(`vote is ${shown(vote)}, but must be true or false.`);
}

function checkContext(context: Partial<TextContext> | undefined): void {
  checkString('context.before', context?.before);
  checkString('context.after', context?.after);
  const headings: unknown = context?.headings;
  if (!Array.isArray(headings)) throw badRequest('context.headings is no list.');
  for (const heading of headings) checkString('A heading', heading);
}

function checkSampling(sampling: Partial<Sampling> | undefined): void {
  checkNumber('sampling.temperature', sampling?.temperature, 0, 10);
  checkNumber('sampling.topP', sampling?.topP, 0, 1);
  checkNumber('sampling.minP', sampling?.minP, 0, 1);
  checkNumber('sampling.repetitionPenalty', sampling?.repetitionPenalty, 1, 10);
  checkNumber('sampling.seed', sampling?.seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
}

function checkString(name: string, value: unknown): void {
  if (typeof value !== 'string') throw badRequest(`${name} is ${shown(value)}, but must be a text.`);
}

function checkNumber(name: string, value: unknown, least: number, most: number, whole = false): void {
  const good = typeof value === 'number' && value >= least && value <= most && (!whole || Number.isInteger(value));
  if (!good) throw badRequest(`${name} is ${shown(value)}, but must be ${whole ? 'a whole number' : 'a number'} from ${least} to ${most}.`);
}

function shown(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : typeof value;
}
