import type { CompleteRequest } from '../../common/methods/completion.js';

/** A request whose answer tells how fast a model writes: few tokens, so that even a slow one has answered several times in a trial. */
export function speedRequest(turn: number): CompleteRequest {
  return {
    // Another text each time: an answer that was remembered would tell nothing.
    context: { headings: [], before: `The keeper of the lighthouse climbed the ${turn} stairs, and at the top`, after: '' },
    maxTokens: 4,
    candidates: 1,
    stopAt: 'none',
    sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1.1, seed: 0 },
    alternatives: 0,
    minConfidence: 0,
  };
}
