/** How much of a text tells what it is, in characters. */
const reach = 1000;
/** A word with the signs that may stand around one in prose. */
const proseWord = /^["'“‘«(*_`:~]*[\p{L}][\p{L}\p{M}’'-]*["'”’»)*_`~]*[.,;:!?…]*["'”’»)]*$/u;

/** Whether most words of a text are words of prose, and not of program code, tables or settings. Reads its start. */
export function readsAsProse(text: string): boolean {
  const words = text
    .slice(0, reach)
    .split(/\s+/)
    .filter((word) => word !== '');
  return words.filter((word) => proseWord.test(word)).length >= 0.7 * words.length;
}
