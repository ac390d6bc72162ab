import * as vscode from 'vscode';
import type { EngineApi } from '../../common/engineApi.js';
import { plainOffset, plainPosition } from '../../host/documentText.js';
import type { Span } from '../../prose/span.js';
import { type GapItem, gapItems } from '../../sessions/words/typedGap.js';
import { placeBefore, type WordPlaces } from '../../sessions/words/wordPlaces.js';
import { maskSignBefore } from '../../writing/masking/maskSigns.js';
import { languageOf, placesIn } from './documentPlaces.js';

/** The last characters of gaps. */
export const gapEnds = [']', '_'] as const;

/** Words for a gap that has just been typed, as completions of it. */
export class WordCompletions implements vscode.CompletionItemProvider {
  constructor(
    private readonly engine: Pick<EngineApi, 'fillMask'>,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionItem[] | undefined> {
    const found = gapBefore(document, position);
    const items = found && (await gapItems(found, this.engine, this.onFailure, vscode.l10n.t, token));
    return items?.map((item) => completionItem(item, document));
  }
}

function gapBefore(document: vscode.TextDocument, position: vscode.Position): WordPlaces | undefined {
  const before = document.lineAt(position.line).text.slice(0, position.character);
  const language = languageOf(document);
  if (language === undefined || maskSignBefore(before, before.length) === undefined) return undefined;
  const found = placesIn(document, new vscode.Range(position, position), language);
  return found.kind === 'places' ? placeBefore(found, plainOffset(document, position)) : undefined;
}

function completionItem(
  { label, description, word, others, sortText, isFirst }: GapItem,
  document: vscode.TextDocument,
): vscode.CompletionItem {
  const range = ({ start, end }: Span): vscode.Range => new vscode.Range(plainPosition(document, start), plainPosition(document, end));
  const item = new vscode.CompletionItem({ label, description }, vscode.CompletionItemKind.Text);
  item.range = range(word);
  item.insertText = word.text;
  // What was typed is the gap; without it the editor would hide the words.
  item.filterText = document.getText(item.range);
  item.sortText = sortText;
  item.preselect = isFirst;
  item.additionalTextEdits = others.map((fill) => vscode.TextEdit.replace(range(fill), fill.text));
  return item;
}
