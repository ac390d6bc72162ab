import * as vscode from 'vscode';
import { anchorLength, type TextPlace } from '../../common/panelProtocol/place.js';
import { plainOffset, plainText, textBetween } from '../../host/documentText.js';
import { languageMode } from '../../host/languageMode.js';
import { readSettings } from '../../host/settings.js';
import { nearestPlaces } from '../../writing/masking/nearestPlaces.js';
import type { Passage } from '../../writing/masking/passage.js';
import { placesAt, type Refusal } from '../../writing/masking/placesAt.js';
import { proseLanguage } from '../../prose/markup/proseLanguage.js';
import { readingWindow } from '../../prose/context/readingWindow.js';

/** Places for words in a document. Offsets count one character for the end of each line. */
export interface WordPlaces {
  readonly kind: 'places';
  /** What the models read; its start is an offset into the document. */
  readonly passage: Passage;
  readonly places: readonly TextPlace[];
  /** How many gaps of the same sentence are left for another time. */
  readonly leftOut: number;
}

/** Where words are to be suggested in a document, or why nowhere. */
export function wordPlaces(
  document: vscode.TextDocument,
  selection: vscode.Range,
  language: string,
): WordPlaces | { readonly kind: Refusal } {
  const window = readingWindow(document.offsetAt(selection.end));
  const from = Math.min(window.start, document.offsetAt(selection.start));
  const { text: written, start } = textBetween(document, from, window.end);
  const text = plainText(written);
  const shift = plainOffset(document, document.positionAt(start));
  const chosen = { start: plainOffset(document, selection.start) - shift, end: plainOffset(document, selection.end) - shift };
  const found = placesAt(text, chosen, language);
  if (found.kind !== 'places') return found;
  const places = nearestPlaces(found.places, chosen.start);
  return {
    kind: 'places',
    passage: { ...found.passage, start: found.passage.start + shift },
    places: places.map((place) => ({
      document: document.uri.toString(),
      start: place.start + shift,
      end: place.end + shift,
      text: text.slice(place.start, place.end),
      before: text.slice(Math.max(0, place.start - anchorLength), place.start),
    })),
    leftOut: found.places.length - places.length,
  };
}

/** The language by whose rules a document is read; `undefined` where Cloze is off for it. */
export function languageOf(document: vscode.TextDocument): string | undefined {
  return proseLanguage(document, languageMode(readSettings(document)['completion.languages'], document.languageId));
}
