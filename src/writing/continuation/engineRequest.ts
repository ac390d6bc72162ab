import type { CompleteRequest, StopAt, TextContext } from '../../common/methods/completion.js';

/** What a request asks for beside the text. */
export interface RequestOptions {
  readonly maxWords: number;
  readonly stopAt: StopAt;
  readonly minConfidence: number;
  /** Whether the writer asked, and will want to choose. */
  readonly explicit: boolean;
}

/** English prose has 1.3 to 1.4 tokens a word in the vocabularies of small models; the rest is for punctuation. */
const tokensPerWord = 1.5;

/** Enough to choose from without a list too long to read. */
const manyCandidates = 3;

/** Together with the continuation that is shown they are as many as a model step takes at hardly more than the cost of one. */
const answersAhead = 3;

/** Puts together what the engine is asked for a place in a text. */
export function completeRequest(context: TextContext, { maxWords, stopAt, minConfidence, explicit }: RequestOptions): CompleteRequest {
  // In the middle of a paragraph the engine ranks candidates by how well the text after the caret goes on from them.
  const betweenText = context.after.trim() !== '';
  return {
    context,
    maxTokens: Math.ceil(maxWords * tokensPerWord) + 1,
    candidates: explicit || betweenText ? manyCandidates : 1,
    stopAt,
    sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
    alternatives: 5,
    minConfidence: explicit ? 0 : minConfidence,
    // Who asks waits for the best answer; who types waits for none.
    brief: !explicit,
    ahead: explicit || betweenText ? 0 : answersAhead,
  };
}
