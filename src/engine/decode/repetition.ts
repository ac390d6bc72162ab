import type { Token } from '../tokenizer/token.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';

/** How far back a token counts as a repetition (`Sampling.repetitionPenalty` is defined by it). */
const windowTokens = 64;

/** What may stand only once. Both measures count, since a rare name or an ideograph takes several tokens. */
interface Limit {
  readonly tokens: number;
  readonly bytes: number;
}

/** Within a continuation: "the old man, the old man, …". */
const within: Limit = { tokens: 4, bytes: 16 };

/** From the text before the caret, where idioms and long names may well come again. */
const fromBefore: Limit = { tokens: 8, bytes: 32 };

/** The tokens before the next one: those of the context, then those that were generated. */
export interface History {
  readonly context: readonly Token[];
  readonly generated: readonly Token[];
}

/**
 * Divides the odds of tokens that are in the last 64 by `penalty`, against those of all other tokens: the result is
 * unnormalised log-probabilities. A penalty of 1 changes nothing.
 */
export function penalised(tokens: readonly Token[], logprobs: Float32Array, history: History, penalty: number): Float32Array {
  if (penalty === 1) return logprobs;
  const recent = new Set(window(history));
  const cost = Math.log(penalty);
  return logprobs.map((logprob, index) => (recent.has(tokens[index] as Token) ? logprob - cost : logprob));
}

/**
 * Whether a continuation would go round in circles with this token, because it would end in a long run of tokens that
 * was there before. A run that the writer began is theirs to repeat: a refrain, a formula.
 * @returns how many of the generated tokens are part of that run already; undefined when there is no loop.
 */
export function loopWith(history: History, token: Token, tokenizer: Tokenizer): number | undefined {
  const own = repeatedRun([...history.generated, token]);
  if (reaches(own, within, tokenizer)) return own.length - 1;
  const any = repeatedRun([...window(history), token]);
  const begunByWriter = any.length > history.generated.length + 1;
  return !begunByWriter && reaches(any, fromBefore, tokenizer) ? any.length - 1 : undefined;
}

function window({ context, generated }: History): Token[] {
  return [...context.slice(-windowTokens), ...generated].slice(-windowTokens);
}

/** The longest run at the end that stands earlier as well; the two may overlap, as in "ha ha ha ha ha". */
function repeatedRun(tokens: readonly Token[]): readonly Token[] {
  let longest = 0;
  for (let end = tokens.length - 1; end > longest; end--) {
    let length = 0;
    while (length < end && tokens[end - 1 - length] === tokens[tokens.length - 1 - length]) length++;
    longest = Math.max(longest, length);
  }
  return tokens.slice(tokens.length - longest);
}

function reaches(run: readonly Token[], limit: Limit, tokenizer: Tokenizer): boolean {
  return run.length >= limit.tokens && run.reduce((sum, token) => sum + tokenizer.bytes(token).length, 0) >= limit.bytes;
}
