import type { RatedToken } from '../../common/methods/scoring.js';
import { isUnspacedScriptAt } from '../../prose/characters.js';
import type { Span } from '../../prose/span.js';

/** A word with its surprisal. */
export interface RatedWord extends Span {
  readonly text: string;
  /** Of the whole word: the sum of its tokens'. */
  readonly bits: number;
  /** What the model expected where the word begins, best first. Each may be only the beginning of a word. */
  readonly expected: readonly { readonly text: string; readonly logprob: number }[];
  /** Whether nothing is read before it. Its bits then say how rarely a text begins with it, not that it is surprising where it is. */
  readonly withoutContext?: true;
}

/**
 * The words of a text with their surprisal. A token that begins with a space or a sign and goes on with a word counts for the
 * word; one that holds several words counts for the first. Words of which some part is silent are left out.
 * @param tokens Ratings of the whole text, in order and without gaps.
 * @param before What the model read before the text.
 */
export function ratedWords(text: string, tokens: readonly RatedToken[], silent: readonly Span[], before: string): RatedWord[] {
  const words: RatedWord[] = [];
  let at = 0;
  for (const { start, end } of wordsOf(text)) {
    while (at < tokens.length && endOf(tokens[at]) <= start) at += 1;
    const first = at;
    while (at < tokens.length && (tokens[at]?.offset ?? end) < end) at += 1;
    const own = tokens.slice(first, at);
    if (own.length === 0 || silent.some((span) => span.start < end && span.end > start)) continue;
    const bits = own.reduce((sum, token) => sum + token.bits, 0);
    words.push({ start, end, text: text.slice(start, end), bits, expected: own[0]?.alternatives ?? [] });
  }
  const [first, ...others] = words;
  return first !== undefined && before.trim() === '' ? [{ ...first, withoutContext: true }, ...others] : words;
}

function endOf(token: RatedToken | undefined): number {
  return (token?.offset ?? 0) + (token?.length ?? 0);
}

/** Words with hyphens and apostrophes inside them; in scripts without spaces, each character counts as a word. */
function wordsOf(text: string): Span[] {
  const words: Span[] = [];
  for (const { index, 0: found } of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’\-‐][\p{L}\p{N}\p{M}]+)*/gu)) {
    let start = index;
    let offset = index;
    for (const character of found) {
      const next = offset + character.length;
      if (isUnspacedScriptAt(text, offset)) {
        if (offset > start) words.push({ start, end: offset });
        words.push({ start: offset, end: next });
        start = next;
      }
      offset = next;
    }
    if (offset > start) words.push({ start, end: offset });
  }
  return words;
}
