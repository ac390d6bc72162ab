import { readsAsEnglish } from '../../writing/masking/readsAsEnglish.js';
import type { Refusal } from '../../writing/masking/placesAt.js';
import type { WordRefusal } from './refusals.js';
import type { WordPlaces } from './wordPlaces.js';

/** The editor in which words are wanted. */
export interface WordEditor {
  /** The language by whose rules the document is read; `undefined` where Cloze is off for it. */
  readonly language: string | undefined;
  /** Whether the model is known to read English only. */
  readonly readsOnlyEnglish: boolean;
  /** The places for words of the selection as it is now; of its cursor alone where `cursorOnly` is set. */
  placesAt(language: string, cursorOnly: boolean): WordPlaces | { readonly kind: Refusal };
  /**
   * Shows why no words are suggested. Resolves with whether the writer takes the help that is offered.
   * @param text what was read, where it is in a language that the model does not know; else nothing
   */
  refuse(refusal: WordRefusal, text: string): Promise<boolean>;
  /** Writes a gap in place of the selection. Resolves with whether the document could be changed. */
  insertGap(): Promise<boolean>;
  enableLanguage(): Promise<void>;
}

/** What the writer has decided at an earlier refusal. */
interface Decisions {
  readonly cursorOnly?: boolean;
  readonly asPlainText?: boolean;
  readonly inAnyLanguage?: boolean;
}

/** Finds where words are to be suggested; after a refusal again, as long as the writer takes the help that is offered. */
export async function findPlaces(editor: WordEditor): Promise<WordPlaces | undefined> {
  let decisions: Decisions = {};
  for (;;) {
    const found = lookUp(editor, decisions);
    if (found.kind === 'places') return found;
    if (!(await editor.refuse(found.kind, 'text' in found ? found.text : ''))) return undefined;
    const more = await help(found.kind, editor);
    if (more === undefined) return undefined;
    decisions = { ...decisions, ...more };
  }
}

type Refused = { readonly kind: Exclude<WordRefusal, 'foreign'> } | { readonly kind: 'foreign'; readonly text: string };

function lookUp(editor: WordEditor, { cursorOnly, asPlainText, inAnyLanguage }: Decisions): WordPlaces | Refused {
  const language = asPlainText === true ? 'plaintext' : editor.language;
  if (language === undefined) return { kind: 'language-off' };
  const found = editor.placesAt(language, cursorOnly === true);
  if (found.kind !== 'places') return found;
  const [place] = found.places;
  const isForeign = place !== undefined && editor.readsOnlyEnglish && !readsAsEnglish(found.passage, place);
  return isForeign && inAnyLanguage !== true ? { kind: 'foreign', text: found.passage.text } : found;
}

/** Does what helps; `undefined` where there is nothing more to look up. */
async function help(refusal: WordRefusal, editor: WordEditor): Promise<Decisions | undefined> {
  switch (refusal) {
    case 'no-missing-word':
    case 'no-word':
      return (await editor.insertGap()) ? {} : undefined;
    case 'too-many-words':
    case 'several-paragraphs':
      return { cursorOnly: true };
    case 'not-prose':
      return { asPlainText: true };
    case 'foreign':
      return { inAnyLanguage: true };
    case 'language-off':
      await editor.enableLanguage();
      return undefined;
  }
}
