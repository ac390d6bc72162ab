import type { KnownWord } from '../../common/methods/manuscript.js';

/** With fewer letters a name is not told from other words. */
const leastTyped = 2;

/** Of more letters it is not counted how many words begin with them. */
const mostTyped = 4;

/** The letters of a name by which its rivals are counted, one number for each. */
export const typedLetters = Array.from({ length: mostTyped + 1 - leastTyped }, (_, at) => leastTyped + at);

/** As if so many other words had begun like it: a name that was written rarely says less than one that was written often. */
const unseen = 2;

/** The letters before a cursor, and those after it. */
const [lettersAtEnd, lettersAtStart] = [/\p{L}[\p{L}\p{M}]*$/u, /^[\p{L}\p{M}]+/u];

/** No word that is looked up is longer. */
const longestWord = 64;

/**
 * The chance that a name is the one that is being typed, as far as the writer's texts tell: how often words that begin with the typed letters,
 * of which up to four count, are this name. `undefined` where a continuation does not finish a name that was learned.
 */
export function learnedNameChance(before: string, continuation: string, known: readonly KnownWord[]): number | undefined {
  const [typed = ''] = lettersAtEnd.exec(before.slice(-longestWord)) ?? [];
  const [rest = ''] = lettersAtStart.exec(continuation.slice(0, longestWord)) ?? [];
  if (typed.length < leastTyped || rest === '') return undefined;
  const name = known.find(({ text, isName }) => isName && text === typed + rest);
  const rivals = name?.rivals?.[Math.min(typed.length, mostTyped) - leastTyped];
  return name === undefined || rivals === undefined ? undefined : name.count / (name.count + rivals + unseen);
}
