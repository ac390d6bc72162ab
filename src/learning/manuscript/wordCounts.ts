/** A word of a writer's texts. */
export interface CountedWord {
  readonly text: string;
  readonly count: number;
  /** Whether it is written with a capital letter inside sentences. */
  readonly isName: boolean;
}

/** A word as people see one. */
const anyWord = /\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*/gu;

/** What stands before a word where no sentence begins with it. */
const insideSentence = /[\p{Ll}\p{M},;:] $/u;

interface Counts {
  all: number;
  /** How often it stands where no sentence begins. */
  inside: number;
  /** How many words there were when it stood last. */
  last: number;
}

/** Words in small letters, sorted, and how often those before each stand. */
interface SortedCounts {
  readonly words: readonly string[];
  readonly sums: readonly number[];
}

/** Counts the words of texts that are added one after the other. */
export class WordCounts {
  readonly #words = new Map<string, Counts>();
  #total = 0;
  /** Until a text is added. */
  #sorted: SortedCounts | undefined;

  /** Adds a text that ends at the end of a word. */
  add(text: string): void {
    this.#sorted = undefined;
    for (const { 0: word, index } of text.matchAll(anyWord)) {
      const counts = this.#words.get(word) ?? { all: 0, inside: 0, last: 0 };
      counts.all++;
      counts.last = ++this.#total;
      if (insideSentence.test(text.slice(Math.max(0, index - 3), index))) counts.inside++;
      this.#words.set(word, counts);
    }
  }

  /** How many words there are, each as often as it stands. */
  get total(): number {
    return this.#total;
  }

  /** What part of the texts was written since a word stood there last. */
  ago(word: string): number {
    return 1 - (this.#words.get(word)?.last ?? 0) / Math.max(1, this.#total);
  }

  /** How many words begin with some letters, in small letters or capital ones, each as often as it stands. */
  beginningWith(letters: string): number {
    this.#sorted ??= sortedCounts(this.#words);
    const { words, sums } = this.#sorted;
    const start = letters.toLowerCase();
    const from = firstNotBelow(words, start);
    return (sums[firstNotBelow(words, `${start}\uFFFF`)] ?? 0) - (sums[from] ?? 0);
  }

  /** The words that stand at least `least` times, most frequent first. */
  words(least: number): CountedWord[] {
    const frequent = [...this.#words].filter(([, { all }]) => all >= least);
    return frequent
      .map(([text, { all, inside }]) => ({ text, count: all, isName: inside > 0 && this.#isName(text) }))
      .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
  }

  /** Whether a word with a capital letter is rarely written without it. */
  #isName(word: string): boolean {
    const small = word.charAt(0).toLowerCase() + word.slice(1);
    if (small === word) return false;
    return 4 * (this.#words.get(small)?.all ?? 0) <= (this.#words.get(word)?.all ?? 0);
  }
}

function sortedCounts(all: ReadonlyMap<string, Counts>): SortedCounts {
  const sorted = [...all]
    .map(([word, counts]) => [word.toLowerCase(), counts.all] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const sums = [0];
  for (const [, count] of sorted) sums.push((sums.at(-1) ?? 0) + count);
  return { words: sorted.map(([word]) => word), sums };
}

function firstNotBelow(sorted: readonly string[], wanted: string): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] as string) < wanted) from = middle + 1;
    else to = middle;
  }
  return from;
}
