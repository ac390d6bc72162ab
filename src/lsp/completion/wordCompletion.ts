import { type CompletionItem, CompletionItemKind, type CompletionParams, CompletionTriggerKind } from 'vscode-languageserver';
import type { CancellationToken } from '../../common/cancellation.js';
import type { EngineApi } from '../../common/engineApi.js';
import { inEnglish } from '../../common/translate.js';
import { readingWindow } from '../../prose/context/readingWindow.js';
import { type GapItem, gapItems } from '../../sessions/words/typedGap.js';
import { placeBefore, type WordPlaces, wordPlaces } from '../../sessions/words/wordPlaces.js';
import { maskSignBefore } from '../../writing/masking/maskSigns.js';
import { readsAsEnglish } from '../../writing/masking/readsAsEnglish.js';
import type { LastEdit, OpenDocument } from '../text/openDocument.js';

/** The last characters of placeholders. */
export const placeholderEnds = [']', '_'] as const;

/** Who asks so soon after a key is the client, which does so at each key; who is typing a word needs no other one. */
const typingMs = 500;

export interface WordCompletionRequest {
  readonly document: OpenDocument;
  /** By whose rules the document is read; `undefined` where Cloze is off there. */
  readonly language: string | undefined;
  readonly params: CompletionParams;
  /** Whether the encoder is known to read English only. */
  readonly readsOnlyEnglish: boolean;
  /** Milliseconds of the clock by which edits are dated. */
  readonly now: number;
}

/** Words for the placeholder before a position or, on request, for the word at it. */
export async function wordCompletions(
  request: WordCompletionRequest,
  engine: Pick<EngineApi, 'fillMask'>,
  onFailure: (error: unknown) => void,
  token: CancellationToken,
): Promise<CompletionItem[]> {
  const found = wantedPlaces(request);
  const items = found && (await gapItems(found, engine, onFailure, inEnglish, token));
  return (items ?? []).map((item) => completionItem(item, request.document));
}

function wantedPlaces({ document, language, params, readsOnlyEnglish, now }: WordCompletionRequest): WordPlaces | undefined {
  if (language === undefined) return undefined;
  const { text, plain } = document;
  const offset = plain.offsetAt(params.position);
  const { start } = plain.lineAt(plain.positionAt(offset).line);
  const line = text.slice(start, offset);
  const isPlaceholder = maskSignBefore(line, line.length) !== undefined;
  const isRequest = params.context?.triggerKind !== CompletionTriggerKind.TriggerCharacter && !isTyping(document.lastEdit, offset, now);
  if (!isPlaceholder && !isRequest) return undefined;
  const window = readingWindow(offset);
  const from = window.start === 0 ? 0 : text.lastIndexOf('\n', window.start) + 1;
  const found = wordPlaces({ text: text.slice(from, window.end), start: from }, document.uri, { start: offset, end: offset }, language);
  if (found.kind !== 'places') return undefined;
  if (isPlaceholder) return placeBefore(found, offset);
  const places = found.places.filter((place) => place.start <= offset && offset <= place.end);
  const [place] = places;
  if (place === undefined || (readsOnlyEnglish && !readsAsEnglish(found.passage, place))) return undefined;
  return { ...found, places: [place] };
}

function isTyping(edit: LastEdit | undefined, offset: number, now: number): boolean {
  return edit?.end === offset && edit.text !== '' && now - edit.at < typingMs;
}

function completionItem({ label, description, word, others, sortText, isFirst }: GapItem, { plain }: OpenDocument): CompletionItem {
  const range = plain.rangeOf(word);
  return {
    label,
    labelDetails: { description },
    detail: description,
    kind: CompletionItemKind.Text,
    textEdit: { range, newText: word.text },
    // What was typed is the placeholder or another word; without it the client would hide the words.
    filterText: plain.text.slice(word.start, word.end),
    sortText,
    preselect: isFirst,
    additionalTextEdits: others.map((fill) => ({ range: plain.rangeOf(fill), newText: fill.text })),
  };
}
