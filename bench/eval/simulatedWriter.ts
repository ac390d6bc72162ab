import { type CancellationToken, neverCancelled } from '../../src/common/cancellation.js';
import { cancelledError } from '../../src/common/clozeError.js';
import { throughFirstWord } from '../../src/writing/continuation/firstWord.js';

/** How many words stand before the simulated writer starts, as the definition of the metric says. */
export const wordsBefore = 10;

/** Ghost text as the writer sees it. While they type along with it, it keeps its identity and loses its first characters. */
export interface GhostText {
  readonly id: number;
  readonly text: string;
}

/** What the editor shows after a key: given the text up to the caret, the ghost text if there is one. */
export type Suggest = (before: string) => Promise<GhostText | undefined>;

/** How right a suggestion was when it first came up. */
export type Outcome = 'whole' | 'first-word' | 'wrong';

export interface WritingResult {
  /** What the writer produced, in Unicode characters, and the keys they pressed for it. */
  readonly characters: number;
  readonly keys: number;
  /** The outcome of each suggestion that was shown, by its identity. */
  readonly outcomes: ReadonlyMap<number, Outcome>;
}

/**
 * A writer types a text from its eleventh word on. After each key they look at the ghost text: when the whole of it is what comes next
 * they take it with one key; else when its first word is, they take that with one key; else they type the next character.
 * @returns `undefined` when the text has no more than ten words.
 */
export async function simulateWriter(
  text: string,
  suggest: Suggest,
  cancel: CancellationToken = neverCancelled,
): Promise<WritingResult | undefined> {
  const start = startOfWriting(text);
  if (start === undefined) return undefined;
  const outcomes = new Map<number, Outcome>();
  let keys = 0;
  for (let caret = start; caret < text.length; keys++) {
    if (cancel.isCancellationRequested) throw cancelledError();
    const ghost = await suggest(text.slice(0, caret));
    const { outcome, taken } = ghost === undefined ? { outcome: undefined, taken: 0 } : judge(ghost.text, text.slice(caret));
    if (ghost !== undefined && outcome !== undefined && !outcomes.has(ghost.id)) outcomes.set(ghost.id, outcome);
    caret += taken > 0 ? taken : String.fromCodePoint(text.codePointAt(caret) ?? 0).length;
  }
  return { characters: Array.from(text.slice(start)).length, keys, outcomes };
}

/** Where the writer starts: right after the tenth word; `undefined` when nothing but white space follows. */
export function startOfWriting(text: string): number | undefined {
  const word = /\S+/g;
  for (let count = 0; count < wordsBefore; count++) {
    if (word.exec(text) === null) return undefined;
  }
  return text.slice(word.lastIndex).trim() === '' ? undefined : word.lastIndex;
}

/** What the writer does with a ghost text, given the text that they are about to write. */
export function judge(ghost: string, rest: string): { readonly outcome: Outcome; readonly taken: number } {
  if (ghost !== '' && rest.startsWith(ghost)) return { outcome: 'whole', taken: ghost.length };
  const word = throughFirstWord(ghost);
  if (word !== '' && rest.startsWith(word)) return { outcome: 'first-word', taken: word.length };
  return { outcome: 'wrong', taken: 0 };
}
