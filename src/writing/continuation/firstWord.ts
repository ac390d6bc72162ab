import { hasContent, isSpace, isUnspacedScriptAt, skipSpace } from '../../prose/characters.js';
import { isWordOver, wordEnd } from './wordEnd.js';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
/** Enough characters of a script without spaces to find its first word. */
const segmented = 24;

/**
 * The first word of a completion: the white space and the opening signs before it, up to the word's end. Signs with white
 * space after them, such as a comma, stand for themselves. The whole text where it has no word.
 */
export function firstWord(text: string): string {
  return text.slice(0, findFirstWord(text).end);
}

/** A completion up to the end of its first word, with all signs before it: ", and" of ", and so on". The whole text where it has no word. */
export function throughFirstWord(text: string): string {
  for (let end = 0; end < text.length;) {
    const piece = firstWord(text.slice(end));
    end += piece.length;
    if (hasContent(piece)) return text.slice(0, end);
  }
  return text;
}

/** Where the first word ends, with all signs before it; `undefined` while it may still grow with the text. */
export function throughFirstWordEnd(text: string): number | undefined {
  for (let from = 0; from < text.length;) {
    const { end, isOver } = findFirstWord(text.slice(from));
    if (!isOver) return undefined;
    if (hasContent(text.slice(from, from + end))) return from + end;
    from += end;
  }
  return undefined;
}

function findFirstWord(text: string): { readonly end: number; readonly isOver: boolean } {
  for (let offset = skipSpace(text, 0); offset < text.length; offset++) {
    if (isUnspacedScriptAt(text, offset)) {
      const end = unspacedEnd(text, offset);
      return { end, isOver: end < text.length };
    }
    const end = wordEnd(text, offset);
    if (end !== undefined) return { end, isOver: end < text.length && isWordOver(text, end) };
    if (isSpace(text.charCodeAt(offset + 1))) return { end: offset + 1, isOver: true };
  }
  return { end: text.length, isOver: false };
}

function unspacedEnd(text: string, offset: number): number {
  const stretch = text.slice(offset, offset + segmented);
  return offset + (segmenter.segment(stretch).containing(0)?.segment.length ?? stretch.length);
}
