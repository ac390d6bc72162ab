import type { Token } from '../runtime/decoder.js';

/** How far back a token counts as a repetition (`Sampling.repetitionPenalty` is defined by it). */
const penaltyWindow = 64;

/** Runs of this many tokens may stand only once within a continuation: "the old man, the old man". */
const loopWithin = 4;

/** Runs of this many tokens that stand in the window before may not come again; shorter ones are names and idioms. */
const loopFromBefore = 8;

/** The tokens before the next one: those of the context, then those that were generated. */
export interface History {
  readonly context: readonly Token[];
  readonly generated: readonly Token[];
}

/**
 * Divides the odds of tokens that stand in the last 64 by `penalty`, against those of all other tokens: the result is
 * unnormalised log-probabilities. A penalty of 1 changes nothing.
 */
export function penalised(tokens: readonly Token[], logprobs: Float32Array, history: History, penalty: number): Float32Array {
  if (penalty === 1) return logprobs;
  const recent = new Set(window(history));
  const cost = Math.log(penalty);
  return logprobs.map((logprob, index) => (recent.has(tokens[index] as Token) ? logprob - cost : logprob));
}

/** Whether a continuation would go round in circles with this token: it would end in a run of tokens that was there before. */
export function isLoop(history: History, token: Token): boolean {
  return repeatsLastRun([...history.generated, token], loopWithin) || repeatsLastRun([...window(history), token], loopFromBefore);
}

/** The length of what a loop has already repeated when the token that would close it is refused. */
export function repeatedLength(history: History, token: Token): number {
  return (repeatsLastRun([...history.generated, token], loopWithin) ? loopWithin : loopFromBefore) - 1;
}

function window({ context, generated }: History): Token[] {
  return [...context.slice(-penaltyWindow), ...generated].slice(-penaltyWindow);
}

/** Whether the last `length` tokens stand earlier as well; the two may overlap, as in "ha ha ha ha ha". */
function repeatsLastRun(tokens: readonly Token[], length: number): boolean {
  const last = tokens.length - length;
  for (let start = 0; start < last; start++) {
    let same = 0;
    while (same < length && tokens[start + same] === tokens[last + same]) same++;
    if (same === length) return true;
  }
  return false;
}
