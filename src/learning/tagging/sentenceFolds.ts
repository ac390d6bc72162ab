import { stratifiedFolds } from '../validation/folds.js';

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
