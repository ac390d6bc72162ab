import type { StopReason, TextContext } from '../../common/methods/completion.js';
import { isWordAt } from '../../prose/characters.js';
import { trimAgainstPrefix } from '../../writing/continuation/trimAgainstPrefix.js';
import { trimAgainstSuffix } from '../../writing/continuation/trimAgainstSuffix.js';
import type { Continuation } from '../decode/continuation.js';
import { realignTokens } from './realignTokens.js';

/** A continuation without what comes before or after the caret already, joined to both. Its text may be empty. */
export function fitToText(continuation: Continuation, { before, after }: TextContext): Continuation {
  const insideWord = isWordAt(before, before.length - 1) && isWordAt(after, 0);
  const fresh = trimAgainstPrefix(continuation.text, before);
  const joined = trimAgainstSuffix(fresh, after, insideWord);
  if (joined === continuation.text) return continuation;
  const isBeginning = continuation.text.startsWith(joined.trimEnd());
  return {
    ...continuation,
    text: joined,
    tokens: realignTokens(continuation.tokens, joined),
    stop: stopOf(continuation, fresh, joined),
    // The model has read what is not there any more: it is asked about the rest again.
    places: isBeginning ? continuation.places.filter(({ length }) => length <= joined.trimEnd().length) : [],
  };
}

function stopOf({ text, stop }: Continuation, fresh: string, joined: string): StopReason {
  if (joined.length < fresh.length) return 'suffix';
  return text.startsWith(fresh) && fresh.length < text.length ? 'repetition' : stop;
}
