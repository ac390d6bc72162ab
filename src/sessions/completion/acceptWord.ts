import type { CaretText } from '../../writing/continuation/caretText.js';
import { throughFirstWord } from '../../writing/continuation/firstWord.js';
import type { CompletionSession } from './completionSession.js';

/** What the editor can do with the completion that it shows. */
export interface AcceptingEditor {
  /** The text around the cursor; `undefined` where there are several or where Cloze does not complete. */
  readonly caret: CaretText | undefined;
  /** Accepts what the editor takes for the next word. Resolves with what it inserted. */
  acceptNextWord(): Promise<string>;
  /** Accepts the whole completion. Resolves with what it inserted. */
  accept(): Promise<string>;
  /** Adds a text to what was inserted last, as a part of the same step of undo. */
  extendInserted(text: string): Promise<void>;
  /** Keeps the first characters alone of what was inserted last, as a part of the same step of undo. */
  cutInserted(length: number): Promise<void>;
  /** Shows completions again. */
  trigger(): Promise<void>;
}

/**
 * Accepts the first word of the completion that is shown, with the space before it, and keeps showing the rest of the same one.
 * The editor's own command accepts white space and word one after the other, and goes back to the first of several candidates.
 */
export async function acceptWord(session: Pick<CompletionSession, 'choicesAt' | 'prefer'>, editor: AcceptingEditor): Promise<void> {
  const { caret } = editor;
  const choices = caret === undefined ? [] : session.choicesAt(caret);
  if (caret === undefined || choices.length === 0) {
    await editor.acceptNextWord();
    return;
  }
  // Which of several is shown, only accepting it tells.
  const inserted = choices.length === 1 ? await editor.acceptNextWord() : await editor.accept();
  const accepted = choices.find(({ rest }) => rest.startsWith(inserted.replaceAll('\r\n', '\n')));
  const word = throughFirstWord(choices.length === 1 && accepted !== undefined ? accepted.rest : inserted);
  if (inserted === '' || word.includes('\n')) return;
  if (word.length > inserted.length && word.startsWith(inserted)) await editor.extendInserted(word.slice(inserted.length));
  else if (word.length < inserted.length && inserted.startsWith(word)) await editor.cutInserted(word.length);
  if (choices.length === 1) return;
  if (accepted !== undefined) session.prefer(caret, accepted);
  await editor.trigger();
}
