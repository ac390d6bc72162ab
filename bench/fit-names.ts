import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { KnownWord } from '../src/common/methods/manuscript.js';
import { unknownWords } from '../src/engine/features/learn/unknownWords.js';
import { loadTokenizer } from '../src/engine/tokenizer/loadTokenizer.js';
import { learnedNameChance, nameEvidence, typedLetters } from '../src/learning/manuscript/learnedName.js';
import { WordCounts } from '../src/learning/manuscript/wordCounts.js';
import { thresholds } from '../src/writing/continuation/quietness.js';
import { fitLogistic, type Observation, predict } from './acceptance/logisticRegression.js';
import { readWorks, type Work } from './learning/works.js';

const usage = `Fits how sure it is that letters begin a name that was learned (src/learning/manuscript/learnedName.ts):

tsx bench/fit-names.ts WORKS [CHECKED]

WORKS is a folder of works, a text file each, some of them collections of chapters from several works. The first half of each is learned, and the
second half is what is written. Prints the numbers, and how often a name that would be shown unasked at "balanced" is right: of each fifth of the
works by a fit on the others, and of the works in CHECKED, which nothing is fitted on, by the numbers in use.
`;

const folds = 5;

/** How much text before a word is looked at. */
const before = 4000;

/** Letters that begin a name, and whether it was written. */
interface Begun extends Observation {
  readonly letters: number;
  /** By the numbers in use. */
  readonly chance: number;
}

const [folder, checked] = process.argv.slice(2);
if (folder === undefined) {
  console.error(usage);
  process.exitCode = 2;
} else await fit(folder, checked);

async function fit(works: string, others: string | undefined): Promise<void> {
  const json: unknown = JSON.parse(await readFile(path.resolve('models/smollm2-135m-instruct/tokenizer.json'), 'utf8'));
  const tokenizer = loadTokenizer(json, {});
  const begun = (all: readonly Work[]): Begun[][] => all.map((work) => begunNames(work, (words) => unknownWords(words, tokenizer)));
  const known = begun(await readWorks(works));
  const found = known.flatMap((all, nth) => all.map((each) => ({ ...each, fold: nth % folds })));
  for (let fold = 0; fold < folds; fold++) {
    const model = await fitLogistic(evened(found.filter((each) => each.fold !== fold)), 0.1);
    const own = found.filter((each) => each.fold === fold);
    console.log(`fold ${fold + 1}: ${told(own, ({ features }) => predict(model, features))}`);
  }
  if (others !== undefined) {
    for (const work of await readWorks(others))
      console.log(`${work.name}, as in use: ${told(begun([work]).flat(), ({ chance }) => chance)}`);
  }
  const { intercept, weights } = await fitLogistic(evened(found), 0.1);
  // The intercept belongs to each of the bases.
  console.log(JSON.stringify(weights.map((weight, nth) => Number((weight + (nth < typedLetters.length ? intercept : 0)).toFixed(2)))));
}

/** Each time that a word of the second half begins like a name of the first: the most frequent one is what would be offered. */
function begunNames({ learned, written }: Work, namesOf: (words: WordCounts) => KnownWord[]): Begun[] {
  const words = new WordCounts();
  words.add(learned);
  const byLetters = new Map<string, KnownWord>();
  for (const name of namesOf(words).filter(({ isName }) => isName)) {
    for (const letters of typedLetters) {
      const typed = name.text.slice(0, letters);
      if (name.text.length > letters && !byLetters.has(typed)) byLetters.set(typed, name);
    }
  }
  const found: Begun[] = [];
  for (const { 0: word, index } of written.matchAll(/\p{L}[\p{L}\p{M}]*/gu)) {
    const text = written.slice(Math.max(0, index - before), index);
    for (const letters of typedLetters.filter((count) => count < word.length)) {
      const typed = word.slice(0, letters);
      const name = byLetters.get(typed);
      const features = name && nameEvidence(text, typed, name);
      if (name === undefined || features === undefined) continue;
      const chance = learnedNameChance(text + typed, name.text.slice(letters), [name]) ?? NaN;
      found.push({ features, happened: word === name.text, letters, chance });
    }
  }
  return found;
}

/** Of what has the same evidence from the text that was learned, as many as the square root: a name that stands on each page is not to decide alone. */
function evened(all: readonly Begun[]): Begun[] {
  const groups = new Map<string, Begun[]>();
  for (const each of all) {
    const key = each.features.slice(0, -2).join(' ');
    const group = groups.get(key) ?? [];
    group.push(each);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap((group) => {
    const count = Math.ceil(Math.sqrt(group.length));
    return Array.from({ length: count }, (_, nth) => group[Math.floor((nth * group.length) / count)] as Begun);
  });
}

function told(all: readonly Begun[], chance: (each: Begun) => number): string {
  return typedLetters
    .map((letters) => {
      const own = all.filter((each) => each.letters === letters);
      const shown = own.filter((each) => chance(each) >= thresholds.balanced.insideWord);
      const right = shown.filter(({ happened }) => happened).length;
      return `${letters} letters: ${shown.length} of ${own.length} shown, ${right} right`;
    })
    .join('; ');
}
