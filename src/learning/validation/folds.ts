/** Deals examples into parts so that each class is spread evenly over them; returns each part's indexes, ascending. */
export function stratifiedFolds(labels: ArrayLike<number>, count: number, random: () => number): number[][] {
  const folds = Array.from({ length: count }, (): number[] => []);
  let next = 0;
  for (const indexes of byClass(labels).values()) {
    for (const index of shuffled(indexes, random)) folds[next++ % count]?.push(index);
  }
  return folds.map((fold) => fold.sort((a, b) => a - b));
}

/** The examples of each class, classes in the order of their first example. */
export function byClass(labels: ArrayLike<number>): Map<number, number[]> {
  const classes = new Map<number, number[]>();
  for (let index = 0; index < labels.length; index++) {
    const label = labels[index] as number;
    const known = classes.get(label);
    if (known === undefined) classes.set(label, [index]);
    else known.push(index);
  }
  return classes;
}

/**
 * Deals sentences into parts, each by its rarest tag, so that rare ones are spread; returns each part's words, ascending. The words of a
 * sentence stay together: they know each other.
 * @param sentences the tag of each word, as an index
 */
export function sentenceFolds(sentences: readonly ArrayLike<number>[], count: number, random: () => number): number[][] {
  const counts = new Map<number, number>();
  for (const tags of sentences) for (const tag of Array.from(tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const rarest = sentences.map((tags) => Array.from(tags).reduce((a, b) => ((counts.get(b) ?? 0) < (counts.get(a) ?? 0) ? b : a), tags[0] ?? 0)); // prettier-ignore
  let words = 0;
  const starts = sentences.map((tags) => (words += tags.length) - tags.length);
  return stratifiedFolds(rarest, count, random).map((fold) =>
    fold.flatMap((sentence) => Array.from(sentences[sentence] ?? [], (_, word) => (starts[sentence] ?? 0) + word)),
  );
}

/** The items in an order that numbers from 0 to 1 decide (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const at = Math.floor(random() * (last + 1));
    [result[last], result[at]] = [result[at] as T, result[last] as T];
  }
  return result;
}
