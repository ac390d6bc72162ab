import { choose } from './sampler.js';
import type { Random } from './seededRandom.js';
import type { Distribution } from '../runtime/decoder.js';
import type { Token } from '../tokenizer/token.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import { type Alternatives, Draft } from './draft.js';
import { endAfter, endBefore, type Ending, endOfLoop } from './ending.js';
import type { GenerateOptions } from './generateOptions.js';
import type { Prompt } from './prompt.js';
import { loopWith, penalised } from './repetition.js';
import { concatBytes, decodeUtf8 } from './utf8.js';
import { wholeWords } from './wholeWords.js';

/** One continuation at work. */
export interface Sequence {
  readonly draft: Draft;
  /** What the writer types before it; empty but for what is prepared. */
  readonly typed: string;
  readonly options: GenerateOptions;
  readonly random: Random;
  /** The tokens at its end that the model has not read. */
  unread: readonly Token[];
  ending: Ending | undefined;
}

/** Chooses a sequence's next token, and takes it unless the continuation ends before it. */
export function advance(sequence: Sequence, next: Distribution, tokenizer: Tokenizer, prompt: Prompt): void {
  const { draft, options, random } = sequence;
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

/** Whether nothing is added any more. */
export function isEnded({ ending }: Sequence): boolean {
  return ending !== undefined;
}

/** Ends a continuation that has a whole word. */
export function endWhereAWordEnds(sequence: Sequence): void {
  const length = wholeWords(sequence.draft.text, undefined);
  if (length > 0) sequence.ending ??= { stop: 'max-tokens', length };
}
