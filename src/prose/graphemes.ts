const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Longer than any character that people write, such as a family of emoji. */
const longestCharacter = 64;

/** The start of the visible character that an offset is inside; the offset itself when it is between two. */
export function graphemeStart(text: string, offset: number): number {
  if (offset <= 0) return 0;
  if (offset >= text.length) return text.length;
  if (text.charCodeAt(offset) < 0x80 && text.charCodeAt(offset) !== 10) return offset;
  // `Intl.Segmenter` takes time that grows with the square of the length, so it sees a short stretch only.
  let from = offset;
  while (from > 0 && offset - from < longestCharacter && (from === offset || text.charCodeAt(from) >= 0x80)) from--;
  const found = segmenter.segment(text.slice(from, offset + longestCharacter)).containing(offset - from);
  return from + (found?.index ?? offset - from);
}
