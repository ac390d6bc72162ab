import type { CancellationToken } from '../../common/cancellation.js';
import { isForeignText } from '../../writing/continuation/foreignText.js';
import { type CursorText, fitsAtAll } from '../../writing/continuation/severalCursors.js';
import type { CompletionSession, Preferences, Query } from './completionSession.js';
import { type Item, itemsFor, type SelectedItem } from './items.js';
import type { Reason, Refusal } from './nothingFound.js';
import type { Place } from './place.js';

/** A request of the editor for completions at a cursor. */
export interface Trigger {
  /** Whether the writer triggered it; else it is automatic. */
  readonly explicit: boolean;
  /** Whether there are no automatic completions in the document, for example on battery. */
  readonly isPaused: boolean;
  /** All cursors of the editor. */
  readonly cursors: () => readonly Cursor[];
  readonly place: () => Place | Refusal;
  readonly preferences: Preferences;
  /** What is selected in the open list of suggestions; `elsewhere` where that does not end at the cursor. */
  readonly selected?: SelectedItem | 'elsewhere' | undefined;
  /** Whether the model is known to have learned no other language than English. */
  readonly knowsOnlyEnglish: boolean;
}

/** The text around one of the cursors, on its line. */
export interface Cursor extends CursorText {
  readonly hasSelection: boolean;
}

/** What a writer is told beside the completions. */
export interface TriggerMessages {
  /** An explicit trigger found nothing. */
  readonly nothingFound: (reason: Reason) => void;
  /** There are no automatic completions in other languages than English, such as that of a text. Told once. */
  readonly onlyEnglish: (text: string) => void;
}

/** Decides for each request of the editor whether the session is asked, and what the writer is told where nothing comes. */
export class CompletionTriggers {
  #toldOnlyEnglish = false;

  constructor(private readonly session: Pick<CompletionSession, 'suggest'>) {}

  /** What to show at the cursor; `undefined` for nothing. */
  async itemsFor(trigger: Trigger, messages: TriggerMessages, token: CancellationToken): Promise<Item[] | undefined> {
    const { explicit, isPaused, selected } = trigger;
    if (!explicit && isPaused) return undefined;
    const query = queryFor(trigger);
    if (typeof query === 'string') {
      if (explicit) messages.nothingFound(query);
      return undefined;
    }
    if (selected === 'elsewhere') return undefined;
    if (trigger.knowsOnlyEnglish && isForeignText(query.caret.before)) {
      if (!this.#toldOnlyEnglish) messages.onlyEnglish(query.caret.before);
      this.#toldOnlyEnglish = true;
      if (!explicit) return undefined;
    }
    const hit = await this.session.suggest(query, token);
    if (explicit && hit?.choices.length === 0) messages.nothingFound(hasTextBefore(query) ? 'no-idea' : 'nothing-before');
    return hit && itemsFor(hit, selected);
  }
}

/** What decides whether a trigger of the writer can have an effect. */
export interface TriggerConditions {
  readonly isOn: boolean;
  /** Whether the editor shows inline completions. */
  readonly isShown: boolean;
  readonly isLanguageOn: boolean;
  readonly hasSelection: boolean;
}

/** Why a trigger of the writer has no effect; in all of these cases the editor does not even ask for completions. */
export function triggerObstacle({
  isOn,
  isShown,
  isLanguageOn,
  hasSelection,
}: TriggerConditions): 'off' | 'not-shown' | Extract<Reason, 'language-off' | 'selection'> | undefined {
  if (!isOn) return 'off';
  if (!isShown) return 'not-shown';
  if (!isLanguageOn) return 'language-off';
  return hasSelection ? 'selection' : undefined;
}

function queryFor({ cursors, place: placeOf, explicit, preferences }: Trigger): Query | Reason {
  const all = cursors();
  // The editor inserts a completion at every cursor, whatever is selected there; so it has to fit at all of them.
  if (all.some(({ hasSelection }) => hasSelection)) return 'selection';
  if (!fitsAtAll(all)) return 'several-cursors';
  const place = placeOf();
  return typeof place === 'string' ? place : { ...place, explicit, preferences };
}

function hasTextBefore({ context }: Query): boolean {
  const { before, headings } = context();
  return before.trim() !== '' || headings.length > 0;
}
