/** A part of a sequence, from one index to before another. */
export interface Piece {
  readonly sequence: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Cuts sequences of these lengths into steps of `most` tokens, all but the last of them full: each step costs a model all of its weights,
 * so that the end of one sequence goes with the beginning of the next. The pieces of a sequence come in their order.
 */
export function ratingSteps(lengths: readonly number[], most: number): Piece[][] {
  const steps: Piece[][] = [];
  let room = 0;
  for (const [sequence, length] of lengths.entries()) {
    for (let from = 0; from < length;) {
      if (room === 0) {
        steps.push([]);
        room = most;
      }
      const to = Math.min(length, from + room);
      steps.at(-1)?.push({ sequence, from, to });
      room -= to - from;
      from = to;
    }
  }
  return steps;
}
