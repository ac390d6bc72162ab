import { isSpace, skipSpace } from '../characters.js';
import { lettered } from './abbreviations.js';

/** What numbers the sentence that it begins: "1.", "2)", "(a)", "• 9.", or a bullet alone. */
export interface ItemMarker {
  readonly bullet: string;
  readonly open: string;
  /** The number or letter; empty after a bullet alone. */
  readonly label: string;
  readonly close: string;
}

const marker = /([•‣⁃∙▪●◦]?)[ \t]{0,2}(\(?)(?:(\d{1,3}|[a-z]|[ivx]{1,5}|[A-Z](?=\)))(\.\)|\.|\)))?(?=\s)/y;
const roman = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];
/** Words after which a number is not the next item's: "see 1 and 2. Then". */
const joining = new Set('and or nor to of in at by for from with than the no number page pages chapter'.split(' '));

/** The marker at the start of a sentence, if it has one. */
export function itemMarkerAt(text: string, start: number): ItemMarker | undefined {
  marker.lastIndex = start;
  const [found = '', bullet = '', open = '', label = '', close = ''] = marker.exec(text) ?? [];
  if (found === '' || (bullet === '' && label === '') || (open !== '' && !close.startsWith(')'))) return undefined;
  return { bullet, open, label, close };
}

/**
 * Where an item starts whose marker the sign at an offset closes: the one after the item that `item` begins, or the first
 * after a colon. Items are written alike and follow one another: "1. A red lamp 2. A blue rope".
 */
export function itemStart(text: string, offset: number, item: ItemMarker | undefined): number | undefined {
  const sign = text.charAt(offset);
  if (item?.label === '') return sign === item.bullet && isSpace(text.charCodeAt(offset + 1)) ? spaced(text, offset) : undefined;
  if (sign !== '.' && sign !== ')') return undefined;
  if (item === undefined) return firstItemStart(text, offset);
  if (!text.startsWith(item.close, offset)) return undefined;
  const label = successors(item.label).find((next) => text.startsWith(item.open + next, offset - next.length - item.open.length));
  if (label === undefined || !beginsItem(text, offset + item.close.length)) return undefined;
  let start = offset - label.length - item.open.length;
  if (item.bullet !== '') {
    while (isSpace(text.charCodeAt(start - 1))) start--;
    if (text.charAt(start - 1) !== item.bullet) return undefined;
    start--;
  }
  return spaced(text, start);
}

function firstItemStart(text: string, offset: number): number | undefined {
  const label = text.charAt(offset - 1);
  if (!/[1ai]/.test(label)) return undefined;
  const start = text.charAt(offset - 2) === '(' ? offset - 2 : offset - 1;
  const behind = text.startsWith('.)', offset) ? offset + 2 : offset + 1;
  return /:\s{1,3}$/.test(text.slice(Math.max(0, start - 4), start)) && beginsItem(text, behind) ? start : undefined;
}

/** The offset, if white space comes before it and no word that leads to a number. */
function spaced(text: string, start: number): number | undefined {
  if (!isSpace(text.charCodeAt(start - 1))) return undefined;
  const word = /([\p{L}\p{N}]+|[^\p{L}\p{N}\s])\s*$/u.exec(text.slice(Math.max(0, start - 24), start))?.[1]?.toLowerCase() ?? '';
  return word === ',' || joining.has(word) || lettered.has(word) ? undefined : start;
}

/** An item begins with anything but a small letter. */
function beginsItem(text: string, from: number): boolean {
  const next = skipSpace(text, from);
  return next > from && next < text.length && !/^\p{Ll}/u.test(text.slice(next, next + 2));
}

function successors(label: string): string[] {
  if (/^\d/.test(label)) return [String(Number(label) + 1)];
  const following = roman[roman.indexOf(label) + 1];
  const letters = label.length === 1 ? [String.fromCharCode(label.charCodeAt(0) + 1)] : [];
  return roman.includes(label) && following !== undefined ? [following, ...letters] : letters;
}
