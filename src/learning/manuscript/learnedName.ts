import type { KnownWord } from '../../common/methods/manuscript.js';

/** With fewer letters a name is not told from other words. */
const leastTyped = 2;

/** Of more letters it is not counted how many words begin with them. */
const mostTyped = 4;

/** The letters of a name by which its rivals are counted, one number for each. */
export const typedLetters = Array.from({ length: mostTyped + 1 - leastTyped }, (_, at) => leastTyped + at);

/**
 * How the evidence for a name adds up, in logits, after two, three, and four or more letters. Fitted by logistic regression on the words of the
 * second half of 44 works and of 10 collections of chapters from many, whose first half was learned; a name counts by the square root of how often it
 * was begun. Collections matter: there, most people of the second half are new.
 */
const fitted = {
  base: [0.32, 1.03, 1.28],
  /** How often the name was written, by how often others that begin so were, as a logarithm. */
  odds: [0.43, 0.62, 0.71],
  /** What part of the text was written since: who has not been named for long is likely gone. */
  ago: -0.52,
  /** How often it stands near the cursor, and how often others do that begin so, as those that are new to the text. */
  near: 2,
  rivalsNear: -1.42,
};

/** As if so many other words had begun like it: a name that was written rarely says less than one that was written often. */
const unseen = 2;

/** How much text before the cursor is near. */
const nearLength = 4000;

/** The letters before a cursor, and those after it. */
const [lettersAtEnd, lettersAtStart] = [/\p{L}[\p{L}\p{M}]*$/u, /^[\p{L}\p{M}]+/u];

/** No word that is looked up is longer. */
const longestWord = 64;

/**
 * The chance that a name is the one that is being typed, as far as the writer's texts and what stands before tell. `undefined` where a continuation
 * does not finish a name that was learned.
 */
export function learnedNameChance(before: string, continuation: string, known: readonly KnownWord[]): number | undefined {
  const [typed = ''] = lettersAtEnd.exec(before.slice(-longestWord)) ?? [];
  const [rest = ''] = lettersAtStart.exec(continuation.slice(0, longestWord)) ?? [];
  if (typed.length < leastTyped || rest === '') return undefined;
  const name = known.find(({ text, isName }) => isName && text === typed + rest);
  const letters = Math.min(typed.length, mostTyped);
  const nth = letters - leastTyped;
  const rivals = name?.rivals?.[nth];
  if (name === undefined || rivals === undefined) return undefined;
  const near = wordsNear(before.slice(0, before.length - typed.length), typed.slice(0, letters));
  const same = near.filter((word) => word.startsWith(name.text)).length;
  const logit =
    (fitted.base[nth] ?? 0) +
    (fitted.odds[nth] ?? 0) * Math.log(name.count / (rivals + unseen)) +
    fitted.ago * Math.log1p(10 * (name.ago ?? 0)) +
    fitted.near * Math.log1p(same) +
    fitted.rivalsNear * Math.log1p(near.length - same);
  return 1 / (1 + Math.exp(-logit));
}

/** The words at the end of a text that begin with some letters and go on. */
function wordsNear(text: string, letters: string): string[] {
  const found = text.slice(-nearLength).matchAll(new RegExp(`(?<![\\p{L}\\p{M}])${letters}[\\p{L}\\p{M}]+`, 'gu'));
  return Array.from(found, ([word]) => word);
}
