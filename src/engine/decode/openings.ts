import { append } from '../../common/append.js';
import type { CancellationToken } from '../../common/cancellation.js';
import { isBlank } from './prompt.js';
import type { Branch, Decoder, Distribution, Query } from '../runtime/decoder.js';
import type { Token } from '../tokenizer/token.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import { logAdd } from './logProbability.js';
import { nextTurn } from '../runtime/nextTurn.js';
import { concatBytes } from './utf8.js';

/** How a continuation may begin: it agrees with the bytes that were backed over, and adds at least one after the caret. */
export interface Opening {
  /** The model has read all of `tokens` but the last up to here. */
  readonly branch: Branch;
  /** All tokens since the prompt, those that only repeat what was typed included. */
  readonly tokens: readonly Token[];
  /** What stands after the caret. */
  readonly bytes: Uint8Array;
  /** Log-probability of `bytes`, given all that was typed. */
  readonly logprob: number;
}

export interface OpeningSearch {
  readonly decoder: Decoder;
  readonly tokenizer: Tokenizer;
  /** How many openings are wanted; more may come. */
  readonly count: number;
  /** How many tokens are looked at where nothing restricts them. */
  readonly top: number;
  /** Whether a continuation may begin with these bytes. */
  readonly usable: (bytes: Uint8Array) => boolean;
  readonly cancel: CancellationToken | undefined;
}

/** Beginnings less probable than this part of the best one are not followed: e^−4.6 is a hundredth. */
const margin = 4.6;

/** Of one distribution, no token is looked at that is less probable than this part of its best one: e^−9.2 is 1 in 10,000. */
export const depth = 9.2;

/** How many unfinished beginnings are read in one model step. */
const width = 4;

/** What to ask the model about the token after the prompt. */
export function openingQuery(tokenizer: Tokenizer, removed: Uint8Array, top: number): Query {
  return { top, rate: allowed(tokenizer, removed).tokens };
}

/**
 * Token healing: finds the most probable ways to go on from a prompt, best first, among all tokenisations whose bytes
 * begin with `removed`. A token may extend the typed bytes, or cover a part of them and leave the rest to the next
 * ones; so this is a best-first search over paths of tokens, and a path is followed as long as its probability alone
 * could still put it among the best. Nearly always the first distribution decides, or one more step does.
 * Paths that spell the same bytes count together. Probabilities are relative to all paths that agree with `removed`.
 */
export async function findOpenings(
  search: OpeningSearch,
  prompt: { readonly branch: Branch; readonly next: Distribution },
  removed: Uint8Array,
): Promise<Opening[]> {
  const found = new Map<string, Opening>();
  let agreeing = removed.length === 0 ? 1 : 0;
  let unfinished: Path[] = [];
  const start: Path = { branch: prompt.branch, tokens: [], bytes: new Uint8Array(), missing: removed, logprob: 0 };
  let places: Place[] = [
    { path: start, branch: prompt.branch, options: optionsAt(search.tokenizer, start, prompt.next, allowed(search.tokenizer, removed)) },
  ];
  for (;;) {
    for (const place of places) {
      const { paths, covered } = expand(search.tokenizer, place);
      agreeing += covered;
      append(unfinished, paths.filter(isUnfinished));
      for (const path of paths) if (!isUnfinished(path) && search.usable(path.bytes)) addOpening(found, path);
    }
    const best = [...found.values()].sort((a, b) => b.logprob - a.logprob);
    const { followed, rest } = prune(unfinished, best, search.count);
    // Of white space, what is not known is taken to agree as often as what is; of a word, not to.
    if (followed.length === 0 && prompt.next.known !== undefined && isBlank(removed)) agreeing = Math.min(1, agreeing / prompt.next.known);
    if (followed.length === 0) return best.map((opening) => ({ ...opening, logprob: opening.logprob - Math.log(agreeing) }));
    unfinished = rest;
    places = await read(search, followed);
  }
}

interface Path {
  readonly branch: Branch;
  readonly tokens: readonly Token[];
  readonly bytes: Uint8Array;
  /** What of the removed bytes no token covers yet. */
  readonly missing: Uint8Array;
  readonly logprob: number;
}

/** A path that the model has read to its end. */
interface Place {
  readonly path: Path;
  readonly branch: Branch;
  readonly options: Options;
}

/** The tokens that may come next at a place. */
interface Options {
  readonly tokens: readonly Token[];
  readonly logprobs: ArrayLike<number>;
  /** So many of the tokens, in front, cover all bytes that are missing. */
  readonly covering: number;
}

/** The tokens that agree with the missing bytes; those in front cover all of them. None where nothing is missing. */
function allowed(tokenizer: Tokenizer, missing: Uint8Array): Omit<Options, 'logprobs'> {
  if (missing.length === 0) return { tokens: [], covering: 0 };
  const { extend, within } = tokenizer.compatible(missing);
  return { tokens: [...extend, ...within], covering: extend.length };
}

/** What may come next: anything where nothing is missing, else what agrees with it. `next.rated` is about `agreeing.tokens`. */
function optionsAt(tokenizer: Tokenizer, { missing }: Path, next: Distribution, agreeing: Omit<Options, 'logprobs'>): Options {
  if (missing.length === 0) return { ...next, covering: 0 };
  return tokenizer.isOpen ? agreeingOf(next, missing, tokenizer) : { ...agreeing, logprobs: next.rated };
}

/** Those of the most probable tokens that agree with the missing bytes: all that is known where the vocabulary is not. */
function agreeingOf({ tokens, logprobs }: Distribution, missing: Uint8Array, tokenizer: Tokenizer): Options {
  const starts = (longer: Uint8Array, shorter: Uint8Array): boolean => shorter.every((byte, at) => longer[at] === byte);
  const all = tokens.map((token, rank) => ({ token, bytes: tokenizer.bytes(token), logprob: logprobs[rank] ?? -Infinity }));
  const extend = all.filter(({ bytes }) => bytes.length >= missing.length && starts(bytes, missing));
  const within = all.filter(({ bytes }) => bytes.length > 0 && bytes.length < missing.length && starts(missing, bytes));
  const both = [...extend, ...within];
  return { tokens: both.map(({ token }) => token), logprobs: both.map(({ logprob }) => logprob), covering: extend.length };
}

function isUnfinished(path: Path): boolean {
  return path.missing.length > 0 || path.bytes.length === 0;
}

/**
 * The paths one token longer than a place's, and the probability of all those that come to cover the removed bytes. After a
 * space, half of the vocabulary are options, so that nothing is made for those that are out of the question.
 */
function expand(tokenizer: Tokenizer, { path, branch, options }: Place): { paths: Path[]; covered: number } {
  const { tokens, logprobs, covering } = options;
  let covered = 0;
  let best = -Infinity;
  for (let index = 0; index < tokens.length; index++) {
    const logprob = logprobs[index] ?? -Infinity;
    if (index < covering) covered += Math.exp(path.logprob + logprob);
    if (logprob > best) best = logprob;
  }
  const paths: Path[] = [];
  for (const [index, token] of tokens.entries()) {
    const logprob = logprobs[index] ?? -Infinity;
    if (logprob < best - depth || logprob === -Infinity) continue;
    const bytes = tokenizer.bytes(token);
    // Special tokens have no bytes.
    if (bytes.length === 0) continue;
    paths.push({
      branch,
      tokens: [...path.tokens, token],
      bytes: concatBytes(path.bytes, bytes.subarray(path.missing.length)),
      missing: path.missing.subarray(bytes.length),
      logprob: path.logprob + logprob,
    });
  }
  return { paths, covered };
}

function addOpening(found: Map<string, Opening>, path: Path): void {
  const key = Buffer.from(path.bytes).toString('latin1');
  const known = found.get(key);
  const { branch, tokens, bytes } = known === undefined || path.logprob > known.logprob ? path : known;
  found.set(key, { branch, tokens, bytes, logprob: known === undefined ? path.logprob : logAdd(path.logprob, known.logprob) });
}

/** The unfinished paths that are probable enough to end up among the best `count`. */
function prune(unfinished: readonly Path[], best: readonly Opening[], count: number): { followed: Path[]; rest: Path[] } {
  const sorted = [...unfinished].sort((a, b) => b.logprob - a.logprob);
  const bar = Math.max(
    best[count - 1]?.logprob ?? -Infinity,
    Math.max(best[0]?.logprob ?? -Infinity, sorted[0]?.logprob ?? -Infinity) - margin,
  );
  const followed = sorted.filter((path) => path.logprob > bar).slice(0, width);
  return { followed, rest: sorted.slice(followed.length) };
}

/** Reads the last token of each path, all in one model step. */
async function read({ decoder, tokenizer, top, cancel }: OpeningSearch, paths: readonly Path[]): Promise<Place[]> {
  await nextTurn(cancel);
  const own = paths.map((path) => allowed(tokenizer, path.missing));
  const rated = [...new Set(own.flatMap(({ tokens }) => tokens))];
  const results = await decoder.extend(
    paths.map(({ branch, tokens }) => ({ branch, tokens: tokens.slice(-1) })),
    { top, rate: rated },
    cancel,
  );
  const places = new Map(rated.map((token, place) => [token, place]));
  return paths.flatMap((path, index) => {
    const result = results[index];
    const options = own[index];
    if (result === undefined || options === undefined) return [];
    const { branch, next } = result;
    const inOrder = Float32Array.from(options.tokens, (token) => next.rated[places.get(token) ?? -1] ?? -Infinity);
    return { path, branch, options: optionsAt(tokenizer, path, { ...next, rated: inOrder }, options) };
  });
}
