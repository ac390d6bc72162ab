import type { CancellationToken } from '../../common/cancellation.js';
import type { Sampling } from '../../common/methods/completion.js';
import type { Decoder, Distribution } from '../runtime/decoder.js';
import type { Token } from '../tokenizer/token.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import { type AheadOpening, aheadOpenings } from './aheadOpenings.js';
import type { Continuation } from './continuation.js';
import { Draft } from './draft.js';
import { endAfter } from './ending.js';
import type { GenerateOptions } from './generateOptions.js';
import { findOpenings, type Opening } from './openings.js';
import type { Prompt } from './prompt.js';
import { penalised } from './repetition.js';
import { choose } from './sampler.js';
import { seededRandom } from './seededRandom.js';
import { advance, endWhereAWordEnds, isEnded, type Sequence } from './sequence.js';
import { nextTurn } from '../runtime/nextTurn.js';
import { CharacterStream, decodeUtf8 } from './utf8.js';

export interface Generated {
  /** Most probable beginning first. */
  readonly continuations: Continuation[];
  /** What comes best once the writer has typed something else than the best continuation begins with, likeliest first. */
  readonly ahead: { readonly typed: string; readonly continuation: Continuation }[];
}

export interface Models {
  readonly decoder: Decoder;
  readonly tokenizer: Tokenizer;
}

/** Tokens that a choice is made from where it is not simply the best one. */
const choiceSize = 64;

/** How many tokens will probably be wanted in a row, always the most probable one. */
export function aheadOf({ sampling, maxTokens }: Pick<GenerateOptions, 'sampling' | 'maxTokens'>): number {
  return isGreedy(sampling) ? maxTokens : 1;
}

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
 * goes on for itself, all of them in one batch, until its end rules hold. What is prepared for a writer who goes on otherwise is
 * in that batch too; the answer does not wait for more than the words that those have begun.
 */
export async function generate(
  models: Models,
  prompt: Prompt,
  prefilled: { readonly branch: Opening['branch']; readonly next: Distribution },
  options: GenerateOptions,
  cancel?: CancellationToken,
): Promise<Generated> {
  const { decoder, tokenizer } = models;
  const { sequences, ahead } = await openingSequences(models, prompt, prefilled, options, cancel);
  const top = isGreedy(options.sampling) ? Math.max(1, options.alternatives) : choiceSize;
  for (;;) {
    if (sequences.every(isEnded)) for (const sequence of ahead) endWhereAWordEnds(sequence);
    const live = [...sequences, ...ahead].filter((sequence) => !isEnded(sequence));
    if (live.length === 0) break;
    await nextTurn(cancel);
    const steps = live.map(({ draft, unread }) => ({ branch: draft.branch, tokens: unread }));
    const results = await decoder.extend(steps, { top, ahead: aheadOf(options) }, cancel);
    for (const [index, sequence] of live.entries()) {
      const result = results[index];
      if (result === undefined) continue;
      sequence.draft.read(result.branch);
      advance(sequence, result.next, tokenizer, prompt);
    }
    options.onStep?.(sequences.map(({ draft }) => draft.text));
  }
  const finished = ({ draft, ending }: Sequence): Continuation[] =>
    ending === undefined ? [] : [draft.finish(ending.stop, ending.length)];
  return {
    continuations: sequences.flatMap(finished),
    ahead: ahead.flatMap((sequence) => finished(sequence).map((continuation) => ({ typed: sequence.typed, continuation }))),
  };
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
): Promise<{ sequences: Sequence[]; ahead: Sequence[] }> {
  const { candidates, sampling, alternatives } = options;
  const top = openingSize(options);
  const usable = (bytes: Uint8Array): boolean => {
    const { text } = CharacterStream.empty.push(bytes);
    return !text.includes('\uFFFD') && options.mayBegin(text) && (options.stopAt === 'none' || options.stopOffset(text) !== 0);
  };
  const count = isGreedy(sampling) ? candidates : Math.max(candidates, choiceSize / 2);
  const openings = await findOpenings({ decoder, tokenizer, count, top, usable, cancel }, prefilled, prompt.removedBytes);
  const shown = openings.slice(0, alternatives).map(({ bytes, logprob }) => ({ text: decodeUtf8(bytes), logprob }));
  const sequences = chosen(openings, prompt, options).map((opening, index) => {
    const draft = new Draft(opening.branch);
    draft.add(opening.tokens, opening.bytes, opening.logprob, shown);
    const random = seededRandom(sampling.seed + index);
    return { draft, typed: '', options, random, unread: opening.tokens.slice(-1), ending: endAfter(draft, options) };
  });
  const first = openings[0];
  const isPrepared = first !== undefined && candidates === 1 && isGreedy(sampling);
  return {
    sequences,
    ahead: isPrepared ? aheadOpenings(openings, first, options.ahead ?? 0).map((each) => aheadSequence(each, options)) : [],
  };
}

/** What follows what the writer may type: its text begins after that. */
function aheadSequence({ opening, typed, agreeing }: AheadOpening, options: GenerateOptions): Sequence {
  const own: GenerateOptions = {
    ...options,
    stopOffset: (text) => {
      const stop = options.stopOffset(typed + text);
      return stop === undefined ? undefined : Math.max(0, stop - typed.length);
    },
  };
  const draft = new Draft(opening.branch);
  const bytes = opening.bytes.subarray(Buffer.byteLength(typed));
  draft.add(opening.tokens, bytes, agreeing[0]?.logprob ?? -Infinity, agreeing.slice(0, options.alternatives));
  return { draft, typed, options: own, random: seededRandom(0), unread: opening.tokens.slice(-1), ending: endAfter(draft, own) };
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
