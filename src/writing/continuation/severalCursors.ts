/** The text around one of several cursors, on its line. */
export interface CursorText {
  readonly before: string;
  readonly after: string;
}

/** The word at the end of a text with the one before it. */
const lastWords = /(?:\S+\s+)?\S*$/;
const nextWord = /^\s*\S*/;
/** No two words are longer. */
const reach = 120;

/**
 * Whether one completion fits at all of several cursors. The editor inserts what is taken at the first one at each of them,
 * so the last words before and the next word after have to be the same everywhere.
 */
export function fitsAtAll(cursors: readonly CursorText[]): boolean {
  const [first, ...others] = cursors.map(
    ({ before, after }) => `${lastWords.exec(before.slice(-reach))?.[0] ?? ''}|${nextWord.exec(after.slice(0, reach))?.[0] ?? ''}`,
  );
  return others.every((other) => other === first);
}
