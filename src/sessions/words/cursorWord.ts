import { maxWords } from '../../writing/masking/wordPlace.js';

/** A cursor or selection, as far as it decides whether there is a word to replace. */
export interface WordSelection {
  readonly isEmpty: boolean;
  readonly isSingleLine: boolean;
  readonly isCursorOnWord: () => boolean;
  readonly text: () => string;
}

/** Tells the editor whether its cursor is on a word, or a few words are selected, each time that this changes. */
export class CursorWord {
  #told: boolean | undefined;

  constructor(private readonly tell: (isOnWord: boolean) => void) {}

  /** The active editor has this selection; `undefined` where there is no editor. */
  moved(selection: WordSelection | undefined): void {
    const isOn = selection !== undefined && isOnWord(selection);
    if (isOn !== this.#told) this.tell(isOn);
    this.#told = isOn;
  }
}

function isOnWord({ isEmpty, isSingleLine, isCursorOnWord, text }: WordSelection): boolean {
  if (isEmpty) return isCursorOnWord();
  if (!isSingleLine) return false;
  const count = text().match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu)?.length ?? 0;
  return count > 0 && count <= maxWords;
}
