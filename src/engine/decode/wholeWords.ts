import { isSpace, isUnspacedScriptAt, isWordAt, trimEndOffset } from '../../prose/characters.js';
import { wordEnd } from '../../writing/continuation/wordEnd.js';
import { graphemeStart } from '../../prose/graphemes.js';

/** Signs that begin a word that is still to come: " $", " “". */
const openAtEnd = /(?:^|\s)[\p{Ps}\p{Pi}\p{Sc}"'#@~*_`+-]+$/u;

/**
 * How much of a continuation may stay when it is cut off: up to the last place where neither a word nor a character of
 * several code points (an emoji with its skin tone, a letter with its accents) goes on in `next`, without the white
 * space before that place. 0 when nothing may stay, or when what may stay holds no word.
 * @param next What would have come. Without it, a word at the end counts as unfinished.
 */
export function wholeWords(text: string, next: string | undefined): number {
  const end = trimEndOffset(text, 0, startOfUnfinished(text, next));
  return /[\p{L}\p{N}]/u.test(text.slice(0, end)) ? end : 0;
}

function startOfUnfinished(text: string, next: string | undefined): number {
  const end = text.length;
  const all = text + (next ?? '');
  const grapheme = graphemeStart(all, end);
  if (isUnspacedScriptAt(all, end) || isUnspacedScriptAt(text, end - 1)) return grapheme;
  return Math.min(unfinishedWord(text, next) ?? end, openSigns(text, next) ?? end, grapheme);
}

/** Where the word begins that goes on after the text. */
function unfinishedWord(text: string, next: string | undefined): number | undefined {
  const all = text + (next ?? '');
  for (let offset = lastWordStart(text); offset < text.length;) {
    const end = wordEnd(all, offset);
    if (end === undefined) offset++;
    else if (next === undefined ? /^['’‐-]?$/.test(text.slice(end)) : end > text.length) return offset;
    else offset = end;
  }
  return undefined;
}

/** Where signs stand that open what comes next. */
function openSigns(text: string, next: string | undefined): number | undefined {
  return next === undefined || isWordAt(next, 0) ? openAtEnd.exec(text)?.index : undefined;
}

function lastWordStart(text: string): number {
  let start = text.length;
  while (start > 0 && !isSpace(text.charCodeAt(start - 1))) start--;
  return start;
}
