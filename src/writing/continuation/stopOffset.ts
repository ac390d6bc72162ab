import type { StopAt } from '../../common/methods/completion.js';
import { isUnspacedScriptAt, skipSpace, trimEndOffset } from '../../prose/characters.js';
import { sentenceEnd } from '../../prose/sentences.js';
import { throughFirstWordEnd } from './firstWord.js';

/** How much text before the caret tells which sentence is being continued, and whether lines are wrapped. */
const contextReach = 600;
/** The least words of a clause; a shorter one goes on. */
const shortestClause = 2;

/** A comma, semicolon or colon with what closes after it, and the dash that begins another clause. */
const clauseEnd = /[,;:]["'”’»)\]*_]*(?=\s)|[，、；：]["”’」』）]*|—|(?<=\s)(?:–|--+)(?=\s)/gu;
/** A line that is neither a paragraph nor the last one of a paragraph. */
const wrappedLine = /(?:^|\n)[^\n]{40,120}\n(?!\s|[-*+#>|]|\d+[.)])[^\n]/;

/**
 * Where a continuation of `contextBefore` has come to its stop: the length to cut it to. `undefined` while it has not, or
 * while that depends on characters still to come ("3." may become "3.5"), so a decoder can ask after each token. A new
 * paragraph is always a stop; so is a line end, except within sentences of a text whose lines are wrapped by hand.
 */
export function stopOffset(text: string, stopAt: StopAt, contextBefore = ''): number | undefined {
  if (stopAt === 'none') return undefined;
  const line = lineStop(text, stopAt, contextBefore);
  const inner = text.slice(0, line);
  const stop = stopAt === 'word' ? throughFirstWordEnd(inner) : stopAt === 'line' ? undefined : sentenceStop(inner, stopAt, contextBefore);
  return stop ?? (line === undefined ? undefined : trimEndOffset(text, 0, line));
}

/** A continuation that will not grow any more, cut where it comes to its stop. */
export function cutAt(text: string, stopAt: StopAt, contextBefore = ''): string {
  return text.slice(0, stopOffset(text, stopAt, contextBefore) ?? text.length);
}

/** The first line end that stops. In a hand-wrapped text one that only goes on with the sentence does not. */
function lineStop(text: string, stopAt: StopAt, contextBefore: string): number | undefined {
  const mayWrap = (stopAt === 'sentence' || stopAt === 'clause') && wrappedLine.test(contextBefore.slice(-contextReach));
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
    const next = text.slice(end + 1);
    if (!mayWrap || /^[ \t]*(?:\r?\n|[-*+#>|]|\d+[.)])/.test(next)) return end;
  }
  return undefined;
}

function sentenceStop(text: string, stopAt: StopAt, contextBefore: string): number | undefined {
  const sentence = endOfSentence(text, contextBefore);
  const clause = stopAt === 'clause' ? endOfClause(text.slice(0, sentence)) : undefined;
  return clause ?? sentence;
}

/** The end of the sentence that the continuation goes on with, once a letter or digit after it confirms that it is one. */
function endOfSentence(text: string, contextBefore: string): number | undefined {
  const context = contextBefore.slice(-contextReach);
  const joined = context + text;
  for (let start = skipSpace(joined, 0); start < joined.length;) {
    const end = sentenceEnd(joined, start, joined.length);
    if (end === undefined || !/[\p{L}\p{N}]/u.test(joined.slice(end))) return undefined;
    if (end > context.length) return end - context.length;
    start = skipSpace(joined, end);
  }
  return undefined;
}

function endOfClause(text: string): number | undefined {
  const words = wordsOf(text);
  let count = 0;
  let word = words.next();
  for (const found of text.matchAll(clauseEnd)) {
    for (; word.done !== true && word.value.end <= found.index; word = words.next()) count += word.value.count;
    if (count < shortestClause) continue;
    return /^[—–-]/.test(found[0]) ? trimEndOffset(text, 0, found.index) : found.index + found[0].length;
  }
  return undefined;
}

/** The ends of words, in order; in scripts without spaces, two characters count as one. */
function* wordsOf(text: string): Generator<{ readonly end: number; readonly count: number }, undefined> {
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}\p{M}'’-]+/gu)) {
    yield { end: index + word.length, count: isUnspacedScriptAt(word, 0) ? Math.ceil(word.length / 2) : 1 };
  }
}
