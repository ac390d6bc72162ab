/** A run of tokens at the end of a text that stands there several times in a row. */
export interface Circle {
  /** Of one round, in tokens. */
  readonly length: number;
  readonly rounds: number;
}

/** Longer circles are rare, and end with the most tokens of an answer. */
const longestRound = 48;

/** A table, a refrain or a list may well say the same some times. */
const minRounds = 4;
const minTokens = 64;

/** Whether a text only goes round in circles at its end: at least 4 times the same, in at least 64 tokens. */
export function circleAtEnd(tokens: readonly number[]): Circle | undefined {
  for (let length = 1; length <= longestRound; length++) {
    const rounds = Math.max(minRounds, Math.ceil(minTokens / length));
    if (repeats(tokens, length, rounds * length)) return { length, rounds };
  }
  return undefined;
}

/** Whether each of the last `reach` tokens is the one that stands `length` before it, within that reach. */
function repeats(tokens: readonly number[], length: number, reach: number): boolean {
  if (tokens.length < reach) return false;
  for (let back = 1; back <= reach - length; back++) {
    if (tokens[tokens.length - back] !== tokens[tokens.length - back - length]) return false;
  }
  return true;
}
