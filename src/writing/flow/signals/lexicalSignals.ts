import { contentStems, wordsOf } from './contentWords.js';
import { lacksAntecedent } from './pronouns.js';
import { personOf } from './voice.js';

/** What the words of two sentences say about whether the second follows the first; each from 0 to 1. */
export interface LexicalSignals {
  /** The share of the second sentence's content words that the first one has too, and that only the sentences before it have. */
  readonly sharedWords: number;
  readonly sharedWithContext: number;
  /** The share of the second sentence's names that no sentence before has. */
  readonly newNames: number;
  /** Whether the second sentence has a pronoun for which nothing before could stand. */
  readonly orphanPronoun: number;
  /** Whether one of the two is speech and the other is not. */
  readonly speechChange: number;
  /** Whether the narrator changes: from "I" to "you". */
  readonly personChange: number;
}

/**
 * Compares two sentences by their words.
 * @param before what comes before the first one in the same paragraph
 */
export function lexicalSignals(before: string, first: string, second: string): LexicalSignals {
  const stems = contentStems(second);
  const known = contentStems(first);
  const context = contentStems(before);
  const told = `${before} ${first}`;
  const names = namesOf(second);
  const toldWords = new Set(wordsOf(told).map((word) => word.toLowerCase()));
  return {
    sharedWords: share(stems, (stem) => known.has(stem)),
    sharedWithContext: share(stems, (stem) => !known.has(stem) && context.has(stem)),
    newNames: share(names, (name) => !toldWords.has(name)),
    orphanPronoun: Number(lacksAntecedent(second, told)),
    speechChange: Number(isSpeech(first) !== isSpeech(second)),
    personChange: change(personOf(told), personOf(second)),
  };
}

function share(items: ReadonlySet<string>, fits: (item: string) => boolean): number {
  if (items.size === 0) return 0;
  return [...items].filter(fits).length / items.size;
}

/** Words with a capital letter that do not begin the sentence. */
function namesOf(sentence: string): ReadonlySet<string> {
  const names = [...sentence.matchAll(/(?<=[\p{Ll},;] )\p{Lu}\p{Ll}[\p{L}\p{M}'’-]*/gu)].map(([name]) => name.toLowerCase());
  return new Set(names);
}

function isSpeech(sentence: string): boolean {
  return /^["“‘'«]|["”’'»]$/u.test(sentence);
}

/** 1 where both are known and differ. */
function change<T>(before: T | undefined, after: T | undefined): number {
  return Number(before !== undefined && after !== undefined && before !== after);
}
