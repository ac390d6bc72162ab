import type { CancellationToken } from '../../common/cancellation.js';
import type { Branch, Decoder, Distribution, Query, Token } from '../runtime/decoder.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import { logAdd } from './logProbability.js';
import { nextTurn } from './turn.js';
import { concatBytes } from './utf8.js';

/** How a continuation may begin: it agrees with the bytes that were backed over, and adds at least one behind the caret. */
export interface Opening {
  /** The model has read all of `tokens` but the last up to here. */
  readonly branch: Branch;
  /** All tokens since the prompt, those that only repeat what was typed included. */
  readonly tokens: readonly Token[];
  /** What stands behind the caret. */
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
const depth = 9.2;

/** How many unfinished beginnings are read in one model step. */
const width = 4;

/** What to ask the model about the token after the prompt. */
export function openingQuery(tokenizer: Tokenizer, removed: Uint8Array, top: number): Query {
  return { top, rate: allowed(tokenizer, removed) };
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
  let places: Place[] = [{ ...prompt, rated: allowed(search.tokenizer, removed), path: startingAt(prompt.branch, removed) }];
  for (;;) {
    for (const place of places) {
      const { paths, covered } = onwards(search.tokenizer, place);
      agreeing += covered;
      unfinished.push(...paths.filter(isUnfinished));
      for (const path of paths) if (!isUnfinished(path) && search.usable(path.bytes)) addOpening(found, path);
    }
    const best = [...found.values()].sort((a, b) => b.logprob - a.logprob);
    const { followed, rest } = promising(unfinished, best, search.count);
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

interface Place {
  readonly path: Path;
  readonly branch: Branch;
  readonly next: Distribution;
  /** The tokens that `next.rated` is about. */
  readonly rated: readonly Token[];
}

function startingAt(branch: Branch, missing: Uint8Array): Path {
  return { branch, tokens: [], bytes: new Uint8Array(), missing, logprob: 0 };
}

function allowed(tokenizer: Tokenizer, missing: Uint8Array): readonly Token[] {
  if (missing.length === 0) return [];
  const { extend, within } = tokenizer.compatible(missing);
  return [...extend, ...within];
}

function isUnfinished(path: Path): boolean {
  return path.missing.length > 0 || path.bytes.length === 0;
}

/** The paths one token longer than a place's, and the probability of all those that come to cover the removed bytes. */
function onwards(tokenizer: Tokenizer, { path, branch, next, rated }: Place): { paths: Path[]; covered: number } {
  const { missing } = path;
  const restricted = missing.length > 0;
  const tokens = restricted ? rated : next.tokens;
  const logprobs = restricted ? next.rated : next.logprobs;
  const fitting = [...tokens.keys()].filter((index) => fits(tokenizer.bytes(tokens[index] as Token), missing));
  const floor = fitting.reduce((best, index) => Math.max(best, logprobs[index] ?? -Infinity), -Infinity) - depth;
  const paths: Path[] = [];
  let covered = 0;
  for (const index of fitting) {
    const token = tokens[index] as Token;
    const bytes = tokenizer.bytes(token);
    const logprob = path.logprob + (logprobs[index] ?? -Infinity);
    if (restricted && bytes.length >= missing.length) covered += Math.exp(logprob);
    if (logprob < path.logprob + floor || logprob === -Infinity) continue;
    paths.push({
      branch,
      tokens: [...path.tokens, token],
      bytes: concatBytes(path.bytes, bytes.subarray(missing.length)),
      missing: missing.subarray(bytes.length),
      logprob,
    });
  }
  return { paths, covered };
}

/** Whether a token extends the missing bytes or is a beginning of them. Special tokens have no bytes and never fit. */
function fits(bytes: Uint8Array, missing: Uint8Array): boolean {
  for (let at = Math.min(bytes.length, missing.length) - 1; at >= 0; at--) if (bytes[at] !== missing[at]) return false;
  return bytes.length > 0;
}

function addOpening(found: Map<string, Opening>, path: Path): void {
  const key = String.fromCharCode(...path.bytes);
  const known = found.get(key);
  const { branch, tokens, bytes } = known === undefined || path.logprob > known.logprob ? path : known;
  found.set(key, { branch, tokens, bytes, logprob: known === undefined ? path.logprob : logAdd(path.logprob, known.logprob) });
}

/** The unfinished paths that are probable enough to end up among the best `count`. */
function promising(unfinished: readonly Path[], best: readonly Opening[], count: number): { followed: Path[]; rest: Path[] } {
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
  const rated = [...new Set(paths.flatMap((path) => allowed(tokenizer, path.missing)))];
  const results = await decoder.extend(
    paths.map(({ branch, tokens }) => ({ branch, tokens: tokens.slice(-1) })),
    { top, rate: rated },
    cancel,
  );
  return paths.flatMap((path, index) => {
    const result = results[index];
    return result === undefined ? [] : { path, rated, ...result };
  });
}
