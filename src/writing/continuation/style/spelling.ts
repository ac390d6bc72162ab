import { americanInBoth, britishInBoth, spellingPairs, type SpellingVariety } from './spellingPairs.js';

type Side = 'british' | 'american';

interface Spelling {
  readonly variety: SpellingVariety;
  readonly side: Side;
  /** The word as the other side spells it. */
  readonly other: string;
}

const words = /\p{L}+/gu;

/** Built on first use: a table of some 2,000 words. */
let spellings: ReadonlyMap<string, Spelling> | undefined;

/**
 * British or American spelling as in the text before. A choice is followed only where that text is clear about it: at least
 * one word that only the one side writes so, and three times as many as of the other. Verbs in -ise and -ize are a choice
 * of their own, because British writers use both; "-ise" shows a British text, "-ize" alone shows nothing.
 */
export function matchSpelling(completion: string, before: string): string {
  const table = (spellings ??= build());
  if (!completion.match(words)?.some((word) => table.has(word.toLowerCase()))) return completion;
  const choices = choicesOf(before, table);
  return completion.replace(words, (word) => {
    const spelling = table.get(word.toLowerCase());
    const choice = spelling && choices[spelling.variety];
    return spelling && choice !== undefined && choice !== spelling.side && mayChange(word, spelling)
      ? withCaseOf(word, spelling.other)
      : word;
  });
}

function build(): ReadonlyMap<string, Spelling> {
  const table = new Map<string, Spelling>();
  for (const variety of ['general', 'ise'] as const) {
    for (const [british, american] of spellingPairs[variety]) {
      table.set(british, { variety, side: 'british', other: american });
      table.set(american, { variety, side: 'american', other: british });
    }
  }
  return table;
}

/** Which side the text before is on, for each choice. */
function choicesOf(before: string, table: ReadonlyMap<string, Spelling>): Partial<Record<SpellingVariety, Side>> {
  const counts = { general: { british: 0, american: 0 }, ise: { british: 0, american: 0 } };
  for (const [word] of before.matchAll(words)) {
    const lower = word.toLowerCase();
    const spelling = table.get(lower);
    if (spelling && !isInBoth(lower)) counts[spelling.variety][spelling.side]++;
  }
  const ise = clearSide(counts.ise);
  const general = clearSide(counts.general) ?? (ise === 'british' ? 'british' : undefined);
  const choices: Partial<Record<SpellingVariety, Side>> = general === undefined ? {} : { general };
  if (ise !== undefined) choices.ise = ise;
  else if (general === 'american') choices.ise = 'american';
  return choices;
}

function clearSide({ british, american }: Record<Side, number>): Side | undefined {
  if (british > 0 && british >= 3 * american) return 'british';
  return american > 0 && american >= 3 * british ? 'american' : undefined;
}

function isInBoth(word: string): boolean {
  return americanInBoth.has(word) || britishInBoth.has(word);
}

function mayChange(word: string, { side }: Spelling): boolean {
  return !(side === 'american' ? americanInBoth : britishInBoth).has(word.toLowerCase());
}

function withCaseOf(word: string, other: string): string {
  if (word === word.toUpperCase()) return other.toUpperCase();
  return /^\p{Lu}/u.test(word) ? other.charAt(0).toUpperCase() + other.slice(1) : other;
}
