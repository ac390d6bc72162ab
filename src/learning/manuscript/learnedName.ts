import type { KnownWord } from '../../common/methods/manuscript.js';
import { sigmoid } from '../../common/sigmoid.js';

/** With fewer letters a name is not told from other words. */
const leastTyped = 2;

/** Of more letters it is not counted how many words begin with them. */
const mostTyped = 4;

/** The letters of a name by which its rivals are counted, one number for each. */
export const typedLetters = Array.from({ length: mostTyped + 1 - leastTyped }, (_, at) => leastTyped + at);

/**
 * How the evidence for a name adds up, in logits: for each of two, three, and four or more letters a base and how much the odds count, then the rest as
 * `nameEvidence` gives it. `bench/fit-names.ts` fits it on the second halves of works and of collections of chapters from many works, whose first
 * halves were learned. Collections matter: there, most people of the second half are new.
 */
const fitted: readonly number[] = [0.61, 0.88, 1.09, 0.53, 0.61, 0.84, -0.33, 2.15, -1.86];

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
  const evidence = name && nameEvidence(before.slice(0, before.length - typed.length), typed, name);
  return evidence && sigmoid(evidence.reduce((sum, value, nth) => sum + value * (fitted[nth] ?? 0), 0));
}

/** What speaks for a name of which some letters were typed, as numbers; `undefined` where its rivals were not counted. */
export function nameEvidence(before: string, typed: string, { text, count, rivals, ago = 0 }: KnownWord): number[] | undefined {
  const letters = Math.min(typed.length, mostTyped);
  const others = rivals?.[letters - leastTyped];
  if (others === undefined) return undefined;
  const near = wordsNear(before, typed.slice(0, letters));
  const same = near.filter((word) => word.startsWith(text)).length;
  const odds = Math.log(count / (others + unseen));
  return [
    ...typedLetters.map((each) => Number(each === letters)),
    ...typedLetters.map((each) => (each === letters ? odds : 0)),
    // Who has not been named for long is likely gone.
    Math.log1p(10 * ago),
    Math.log1p(same),
    // As those that are new to the text.
    Math.log1p(near.length - same),
  ];
}

/** The words at the end of a text that begin with some letters and go on. */
function wordsNear(text: string, letters: string): string[] {
  const found = text.slice(-nearLength).matchAll(new RegExp(`(?<![\\p{L}\\p{M}])${letters}[\\p{L}\\p{M}]+`, 'gu'));
  return Array.from(found, ([word]) => word);
}
