import { type CaretText, insertedSince } from './caretText.js';
import { typeThrough } from './typeThrough.js';

/** What the engine said for one place in a text, and what of it may be shown. */
export interface SuggestionEntry {
  readonly caret: CaretText;
  /** Whether the writer asked for it, so that it holds all candidates. */
  readonly explicit: boolean;
  /** Best first; empty where nothing is good enough. */
  readonly choices: readonly Choice[];
}

/** One continuation that may be shown. */
export interface Choice {
  /** What to insert at the entry's caret; never empty. */
  readonly text: string;
  /** The engine's estimate, 0 to 1, that the writer takes at least its first word. */
  readonly chance: number;
}

/** A choice of which some has been typed already. */
export interface OpenChoice extends Choice {
  /** What is left to insert; never empty. */
  readonly rest: string;
}

/** An entry that fits a text in which some of a suggestion has been typed already. */
export interface CacheHit {
  readonly entry: SuggestionEntry;
  readonly typed: string;
  /** The choices that go on from what was typed, best first. */
  readonly choices: readonly OpenChoice[];
  /** Whether a suggestion was typed or taken to its very end, so that the writer may want the next at once. */
  readonly consumed: boolean;
}

/** How many places are remembered, four for an answer: enough to take back some words and to move between a few paragraphs. */
const capacity = 128;

/** Remembers suggestions, so that typing along with them and taking that back needs no engine. */
export class SuggestionCache {
  readonly #entries: SuggestionEntry[] = [];

  add(entry: SuggestionEntry): void {
    this.#entries.unshift(entry);
    this.#entries.length = Math.min(this.#entries.length, capacity);
  }

  /** The newest entry that says something about this place: made for it, or with a choice that what was typed since agrees with. */
  find(now: CaretText): CacheHit | undefined {
    for (const entry of this.#entries) {
      const hit = hitOf(entry, now);
      if (hit !== undefined) return hit;
    }
    return undefined;
  }

  /** Puts one of the choices at a place before the others, because it is the one that the writer looks at. */
  prefer(now: CaretText, choice: Choice): void {
    const index = this.#entries.findIndex((entry) => hitOf(entry, now) !== undefined);
    const entry = this.#entries[index];
    if (entry === undefined) return;
    const isPreferred = ({ text }: Choice): boolean => text === choice.text;
    const choices = [...entry.choices.filter(isPreferred), ...entry.choices.filter((each) => !isPreferred(each))];
    this.#entries[index] = { ...entry, choices };
  }

  clear(): void {
    this.#entries.length = 0;
  }
}

function hitOf(entry: SuggestionEntry, now: CaretText): CacheHit | undefined {
  const inserted = insertedSince(entry.caret, now);
  if (inserted === undefined) return undefined;
  const { typed, closed } = inserted;
  const agreeing = entry.choices.flatMap((choice) => {
    const rest = typeThrough(choice.text, typed + closed);
    return rest === undefined ? [] : [{ ...choice, rest }];
  });
  if (typed + closed !== '' && agreeing.length === 0) return undefined;
  const choices = agreeing.filter(({ rest }) => rest !== '');
  return { entry, typed, choices, consumed: choices.length < agreeing.length };
}
