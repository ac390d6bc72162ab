import { isSpace, isWordAt } from '../../characters.js';

const closerOf: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['<', '>'],
  ['“', '”'],
  ['‘', '’'],
]);
/** The longest name of a reference that is looked at, in characters. */
const longestName = 64;

/**
 * Whether signs between two offsets may open inline markup: no word before them, no white space after them, and they are not quoted, as
 * in `"*"`.
 */
export function opensInline(content: string, start: number, end: number): boolean {
  const next = content.charAt(end);
  if (next === '' || isSpace(next.charCodeAt(0)) || isWordAt(content, start - 1)) return false;
  return closerOf.get(content.charAt(start - 1)) !== next;
}

/** Whether the underscore at an offset stands after the name of a reference: a word, perhaps with single signs inside. */
export function closesReference(content: string, offset: number): boolean {
  let start = offset;
  while (start > offset - longestName && start > 0 && isNameAt(content, start - 1)) start--;
  return isWordAt(content, start) && !/[_\\/.@]/.test(content.charAt(start - 1));
}

function isNameAt(content: string, offset: number): boolean {
  if (isWordAt(content, offset)) return true;
  return '-_.:+'.includes(content.charAt(offset)) && isWordAt(content, offset - 1) && isWordAt(content, offset + 1);
}
