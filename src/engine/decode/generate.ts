import type { CancellationToken } from '../../common/cancellation.js';
import type { Sampling } from '../../common/methods/completion.js';
import type { Decoder, Distribution } from '../runtime/decoder.js';
import type { Token } from '../tokenizer/token.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import type { Continuation } from './continuation.js';
import { type Alternatives, Draft } from './draft.js';
import { endAfter, endBefore, type Ending, endOfLoop, type EndRules } from './ending.js';
import { findOpenings, type Opening } from './openings.js';
import type { Prompt } from './prompt.js';
import { loopWith, penalised } from './repetition.js';
import { choose } from './sampler.js';
import { type Random, seededRandom } from './seededRandom.js';
import { nextTurn } from '../runtime/nextTurn.js';
import { CharacterStream, concatBytes, decodeUtf8 } from './utf8.js';

export interface GenerateOptions extends EndRules {
  /** How many different continuations at most. */
  readonly candidates: number;
  readonly sampling: Sampling;
  /** Whether a continuation may begin with a text. */
  readonly mayBegin: (text: string) => boolean;
  /** How many alternatives each token carries. */
  readonly alternatives: number;
  /** Told what each continuation is so far, most probable beginning first, after each step. */
  readonly onStep?: (texts: readonly string[]) => void;
}

export interface Models {
  readonly decoder: Decoder;
  readonly tokenizer: Tokenizer;
}

/** Tokens that a choice is made from where it is not simply the best one. */
const choiceSize = 64;

/** How many tokens `openingQuery` has to ask for, so that enough different beginnings are found. */
export function openingSize({
  candidates,
  sampling,
  alternatives,
}: Pick<GenerateOptions, 'candidates' | 'sampling' | 'alternatives'>): number {
  return isGreedy(sampling) ? Math.max(16, 4 * candidates, alternatives) : choiceSize;
}

/**
 * Continues a prompt in up to `candidates` ways, most probable beginning first. The ways part at their first token
 * after the caret: greedy decoding takes the most probable ones there, sampling draws without replacement. Then each
 * goes on for itself, all of them in one batch, until its end rules hold.
 */
export async function generate(
  models: Models,
  prompt: Prompt,
  prefilled: { readonly branch: Opening['branch']; readonly next: Distribution },
  options: GenerateOptions,
  cancel?: CancellationToken,
): Promise<Continuation[]> {
  const { decoder, tokenizer } = models;
  const sequences = await openingSequences(models, prompt, prefilled, options, cancel);
  const top = isGreedy(options.sampling) ? Math.max(1, options.alternatives) : choiceSize;
  for (;;) {
    const live = sequences.filter((sequence) => sequence.ending === undefined);
    if (live.length === 0) break;
    await nextTurn(cancel);
    const steps = live.map(({ draft, unread }) => ({ branch: draft.branch, tokens: unread }));
    const results = await decoder.extend(steps, { top }, cancel);
    for (const [index, sequence] of live.entries()) {
      const result = results[index];
      if (result === undefined) continue;
      sequence.draft.read(result.branch);
      advance(sequence, result.next, tokenizer, prompt, options);
    }
    options.onStep?.(sequences.map(({ draft }) => draft.text));
  }
  return sequences.flatMap(({ draft, ending }) => (ending === undefined ? [] : [draft.finish(ending.stop, ending.length)]));
}

/** One continuation at work. */
interface Sequence {
  readonly draft: Draft;
  readonly random: Random;
  /** The tokens at its end that the model has not read. */
  unread: readonly Token[];
  ending: Ending | undefined;
}

function isGreedy({ temperature, repetitionPenalty }: Sampling): boolean {
  return temperature <= 0 && repetitionPenalty === 1;
}

/** One sequence for each of the beginnings that are chosen. */
async function openingSequences(
  { decoder, tokenizer }: Models,
  prompt: Prompt,
  prefilled: { readonly branch: Opening['branch']; readonly next: Distribution },
  options: GenerateOptions,
  cancel: CancellationToken | undefined,
): Promise<Sequence[]> {
  const { candidates, sampling, alternatives } = options;
  const top = openingSize(options);
  const usable = (bytes: Uint8Array): boolean => {
    const { text } = CharacterStream.empty.push(bytes);
    return !text.includes('\uFFFD') && options.mayBegin(text) && (options.stopAt === 'none' || options.stopOffset(text) !== 0);
  };
  const count = isGreedy(sampling) ? candidates : Math.max(candidates, choiceSize / 2);
  const openings = await findOpenings({ decoder, tokenizer, count, top, usable, cancel }, prefilled, prompt.removedBytes);
  const shown = openings.slice(0, alternatives).map(({ bytes, logprob }) => ({ text: decodeUtf8(bytes), logprob }));
  return chosen(openings, prompt, options).map((opening, index) => {
    const draft = new Draft(opening.branch);
    draft.add(opening.tokens, opening.bytes, opening.logprob, shown);
    return { draft, random: seededRandom(sampling.seed + index), unread: opening.tokens.slice(-1), ending: endAfter(draft, options) };
  });
}

/** Chooses among the openings without replacement. */
function chosen(openings: readonly Opening[], prompt: Prompt, { candidates, sampling }: GenerateOptions): Opening[] {
  // The seeds of the sequences count up from the request's, so this one is apart from all of them.
  const random = seededRandom(~sampling.seed);
  const logprobs = Float32Array.from(openings, (opening) => opening.logprob);
  const last = openings.map((opening) => opening.tokens.at(-1) as Token);
  const weights = penalised(last, logprobs, { context: [...prompt.kept, ...prompt.removed], generated: [] }, sampling.repetitionPenalty);
  const result: Opening[] = [];
  while (result.length < candidates) {
    const index = choose(weights, sampling, random());
    const opening = index === undefined ? undefined : openings[index];
    if (index === undefined || opening === undefined) break;
    result.push(opening);
    weights[index] = -Infinity;
  }
  return result;
}

/** Chooses a sequence's next token, and takes it unless the continuation ends before it. */
function advance(sequence: Sequence, next: Distribution, tokenizer: Tokenizer, prompt: Prompt, options: GenerateOptions): void {
  const { draft, random } = sequence;
  const history = { context: prompt.kept, generated: draft.tokens };
  const weights = penalised(next.tokens, next.logprobs, history, options.sampling.repetitionPenalty);
  const index = choose(weights, options.sampling, random());
  const token = index === undefined ? undefined : next.tokens[index];
  const bytes = token === undefined ? undefined : tokenizer.bytes(token);
  if (index === undefined || token === undefined || bytes === undefined || bytes.length === 0) {
    sequence.ending = { stop: 'end-of-text', length: draft.text.trimEnd().length };
    return;
  }
  const logprob = next.logprobs[index] ?? -Infinity;
  const repeated = loopWith(history, token, tokenizer);
  sequence.ending = repeated === undefined ? endBefore(draft, bytes, logprob, options) : endOfLoop(draft, repeated);
  if (sequence.ending !== undefined) return;
  draft.add([token], bytes, logprob, alternativesAt(next, draft, tokenizer, options.alternatives));
  sequence.unread = [token];
  sequence.ending = endAfter(draft, options);
}

function alternativesAt(next: Distribution, draft: Draft, tokenizer: Tokenizer, count: number): Alternatives {
  return next.tokens.slice(0, count).map((token, rank) => ({
    text: decodeUtf8(concatBytes(draft.pending, tokenizer.bytes(token))),
    logprob: next.logprobs[rank] ?? -Infinity,
  }));
}
