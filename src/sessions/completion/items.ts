import type { CacheHit } from '../../writing/continuation/suggestionCache.js';

/** What the editor is given to show at the caret. */
export interface Item {
  readonly text: string;
  /** How many characters before the caret, all on its line, the text replaces. They equal its start. */
  readonly replaces: number;
}

/** The item that is selected in the list of suggestions while it is open. */
export interface SelectedItem {
  /** The characters before the caret that it would replace. */
  readonly replaces: string;
  readonly text: string;
}

/**
 * The items for a hit. An item keeps the text and the start that it had when it first appeared while it is typed
 * through, so that the editor knows it for the same one. While the list of suggestions is open, the editor only shows what
 * replaces the same characters and goes on from the selected item; all else is left out.
 */
export function itemsFor({ choices, typed }: CacheHit, selected?: SelectedItem): Item[] {
  if (selected !== undefined) {
    return choices
      .map(({ rest }) => ({ text: selected.replaces + rest, replaces: selected.replaces.length }))
      .filter(({ text }) => text.startsWith(selected.text) && text.length > selected.text.length);
  }
  const typedHere = typed.slice(typed.lastIndexOf('\n') + 1);
  return choices.map(({ rest }) => ({ text: typedHere + rest, replaces: typedHere.length }));
}
