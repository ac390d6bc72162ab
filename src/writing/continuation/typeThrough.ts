import { splitsCharacter } from '../../prose/characters.js';

/** What an editor closes by itself when the writer types the opening sign. */
const pairs: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['<', '>'],
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['‘', '’'],
  ['«', '»'],
  ['*', '*'],
  ['_', '_'],
  ['$', '$'],
]);

/**
 * What remains of a ghost text after the writer typed some characters: `''` when all of it is typed, `undefined` when it
 * does not go on from them. Where the editor closed a bracket or quotation mark by itself, so that `typed` ends in a pair
 * with the caret inside, the remaining text ends before the ghost's own closing sign.
 */
export function typeThrough(ghost: string, typed: string): string | undefined {
  if (ghost.startsWith(typed)) return splitsCharacter(ghost, typed.length) ? undefined : ghost.slice(typed.length);
  const close = typed.charAt(typed.length - 1);
  const open = typed.charAt(typed.length - 2);
  const written = typed.slice(0, -1);
  if (pairs.get(open) !== close || written === '' || !ghost.startsWith(written)) return undefined;
  const rest = ghost.slice(written.length);
  return rest.slice(0, closingOffset(rest, open, close));
}

/** Where the sign that was opened is closed; the length if it is not. */
function closingOffset(text: string, open: string, close: string): number {
  let depth = 1;
  for (let offset = 0; offset < text.length; offset++) {
    const sign = text.charAt(offset);
    if (sign === close && --depth === 0) return offset;
    if (sign === open && open !== close) depth++;
  }
  return text.length;
}
