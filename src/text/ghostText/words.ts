const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/**
 * The start of a text that holds its first `count` words, with what stands before them and the punctuation right behind
 * the last one. Languages that are written without spaces have words too.
 */
export function firstWords(text: string, count: number): string {
  let words = 0;
  for (const { index, segment, isWordLike } of segmenter.segment(text)) {
    if (isWordLike === true) words += 1;
    const endsHere = words > count || (words === count && isWordLike !== true && /^\s/u.test(segment));
    if (endsHere) return text.slice(0, index);
  }
  return text;
}
