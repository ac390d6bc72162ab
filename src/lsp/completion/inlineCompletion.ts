import { type InlineCompletionItem, type InlineCompletionParams, InlineCompletionTriggerKind } from 'vscode-languageserver';
import type { CancellationToken } from '../../common/cancellation.js';
import type { Settings } from '../../common/settings/settingDefinitions.js';
import { readingWindow } from '../../prose/context/readingWindow.js';
import type { SelectedItem } from '../../sessions/completion/items.js';
import type { Refusal } from '../../sessions/completion/nothingFound.js';
import { type Place, placeAt } from '../../sessions/completion/place.js';
import type { CompletionTriggers, Cursor } from '../../sessions/completion/triggers.js';
import type { DocumentLanguage } from '../text/documentLanguage.js';
import type { OpenDocument } from '../text/openDocument.js';

export interface InlineCompletionRequest {
  readonly document: OpenDocument;
  readonly language: DocumentLanguage;
  readonly settings: Settings;
  readonly params: InlineCompletionParams;
  /** Whether the model is known to have learned no other language than English. */
  readonly knowsOnlyEnglish: boolean;
}

/** Continuations at a position of a document, as a completion session finds them. */
export async function inlineCompletions(
  { document, language, settings, params, knowsOnlyEnglish }: InlineCompletionRequest,
  triggers: CompletionTriggers,
  token: CancellationToken,
): Promise<InlineCompletionItem[]> {
  const offset = document.plain.offsetAt(params.position);
  const trigger = {
    explicit: params.context.triggerKind === InlineCompletionTriggerKind.Invoked,
    isPaused: false,
    cursors: () => [cursorAt(document, offset)],
    place: () => placeIn(document, offset, language),
    preferences: {
      quietness: settings['completion.quietness'],
      maxWords: settings['completion.maxWords'],
      stopAt: settings['completion.stopAt'],
    },
    selected: selectedItem(document, offset, params),
    knowsOnlyEnglish,
  };
  // The client shows nothing where nothing comes, which says enough.
  const items = await triggers.itemsFor(trigger, { nothingFound: () => undefined, onlyEnglish: () => undefined }, token);
  return (items ?? []).map(({ text, replaces }) => ({
    insertText: text,
    range: document.plain.rangeOf({ start: offset - replaces, end: offset }),
  }));
}

/** The place of a cursor, or why Cloze does not complete there. */
export function placeIn({ uri, text }: OpenDocument, offset: number, { completes }: DocumentLanguage): Place | Refusal {
  if (completes === undefined) return 'language-off';
  const window = readingWindow(offset);
  // From the start of a line on, as what begins in the middle of one would be read as something else.
  const start = window.start === 0 ? 0 : text.lastIndexOf('\n', window.start) + 1;
  const part = text.slice(start, window.end);
  return placeAt({ text: part, offset: offset - start, document: uri, documentOffset: offset, language: completes });
}

function cursorAt({ plain }: OpenDocument, offset: number): Cursor {
  const { start, end } = plain.lineAt(plain.positionAt(offset).line);
  return { before: plain.text.slice(start, offset), after: plain.text.slice(offset, end), hasSelection: false };
}

function selectedItem(document: OpenDocument, offset: number, { context }: InlineCompletionParams): SelectedItem | 'elsewhere' | undefined {
  const { selectedCompletionInfo: info } = context;
  if (info === undefined) return undefined;
  const { start, end } = document.plain.spanOf(info.range);
  const replaces = document.text.slice(start, end);
  return end !== offset || replaces.includes('\n') ? 'elsewhere' : { replaces, text: info.text };
}
