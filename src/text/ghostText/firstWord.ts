import { isSpace, isUnspacedScriptAt, skipSpace } from '../characters.js';
import { graphemeStart } from '../graphemes.js';

const word = /[\p{L}\p{N}\p{M}_]+(?:['’.-][\p{L}\p{N}\p{M}_]+)*/uy;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
/** Enough characters of a script without spaces to find its first word. */
const segmented = 24;

/**
 * The first word of a completion: the white space and the opening signs before it, up to the word's end. Signs with white
 * space behind them, such as a comma, stand for themselves. The whole text where it has one word or none.
 */
export function firstWord(text: string): string {
  return text.slice(0, firstWordEnd(text) ?? text.length);
}

/** Where the first word ends, if the text goes on behind it in a way that the word cannot; `undefined` while it may grow. */
export function firstWordEnd(text: string): number | undefined {
  let offset = skipSpace(text, 0);
  for (; offset < text.length; offset++) {
    if (isUnspacedScriptAt(text, offset)) return unspacedEnd(text, offset);
    word.lastIndex = offset;
    const found = word.exec(text);
    if (found) return isOver(text, word.lastIndex) ? word.lastIndex : undefined;
    if (isSpace(text.charCodeAt(offset + 1))) return graphemeStart(text, offset + 1);
  }
  return undefined;
}

/** Behind a word an apostrophe, hyphen or full stop may join it to more. */
function isOver(text: string, end: number): boolean {
  return end < text.length && !(/['’.-]/.test(text.charAt(end)) && end + 1 === text.length);
}

function unspacedEnd(text: string, offset: number): number | undefined {
  const stretch = text.slice(offset, offset + segmented);
  const first = segmenter.segment(stretch).containing(0)?.segment.length ?? stretch.length;
  return first < stretch.length ? offset + first : undefined;
}
