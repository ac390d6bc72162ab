import type { Completion } from '../../../../src/common/methods/completion.js';
import type { Query } from '../../../../src/sessions/completion/completionSession.js';
import { caretAt } from '../../../util/caretAt.js';

/** A query at the `|` in a text. */
export function queryAt(marked: string, options: Partial<Query> = {}): Query {
  const caret = caretAt(marked);
  return {
    caret,
    context: () => ({ headings: [], before: caret.before, after: caret.after }),
    preferences: { quietness: 'balanced', maxWords: 10, stopAt: 'sentence' },
    explicit: false,
    insideWord: false,
    ...options,
  };
}

/** A completion that the engine is sure of to a degree: one chance for the whole, one for its first word. */
export function completion(text: string, whole = 0.9, firstWord = whole): Completion {
  return { text, tokens: [{ text, logprob: Math.log(whole), alternatives: [] }], stop: 'sentence', acceptance: { whole, firstWord } };
}
