import * as vscode from 'vscode';
import { ClozeError } from '../../common/clozeError.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { FillMaskResult } from '../../common/methods/maskedWords.js';
import { plainOffset, plainPosition } from '../../host/documentText.js';
import type { Log } from '../../host/log.js';
import { maskSignBefore } from '../../writing/masking/maskSigns.js';
import type { WordChoice } from '../../sessions/words/wordList.js';
import { wordList } from '../../sessions/words/wordList.js';
import { languageOf, wordPlaces, type WordPlaces } from './wordPlaces.js';
import { fullRequest } from '../../sessions/words/wordRequest.js';

/** The last keys of the signs of missing words. */
export const signEnds = [']', '_'] as const;

/** Words for a sign of a missing word that has just been typed, as completions of it. */
export class WordCompletions implements vscode.CompletionItemProvider {
  constructor(
    private readonly engine: Pick<EngineApi, 'fillMask'>,
    private readonly log: Log,
  ) {}

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionItem[] | undefined> {
    const found = placesBefore(document, position);
    if (found === undefined) return undefined;
    try {
      const result: FillMaskResult = await this.engine.fillMask(fullRequest(found), token);
      const [{ choices } = { choices: [] }] = wordList(found.passage, found.places, result, vscode.l10n.t);
      return choices.map((choice, index) => itemOf(choice, index, document));
    } catch (error) {
      if (!(error instanceof ClozeError)) throw error;
      // Nobody asked for a list, so nobody is told that there is none.
      if (error.code !== 'cancelled') this.log.write('warn', `No words: ${error.message}`);
      return undefined;
    }
  }
}

/** The place of the sign that ends at a position, alone. */
function placesBefore(document: vscode.TextDocument, position: vscode.Position): WordPlaces | undefined {
  const sign = maskSignBefore(document.lineAt(position.line).text.slice(0, position.character), position.character);
  const language = languageOf(document);
  if (sign === undefined || language === undefined) return undefined;
  const found = wordPlaces(document, new vscode.Range(position, position), language);
  if (found.kind !== 'places') return undefined;
  const end = plainOffset(document, position);
  const places = found.places.filter((place) => place.end === end);
  return places.length === 1 ? { ...found, places } : undefined;
}

function itemOf({ label, description, fills }: WordChoice, index: number, document: vscode.TextDocument): vscode.CompletionItem {
  const range = ({ start, end }: { start: number; end: number }): vscode.Range =>
    new vscode.Range(plainPosition(document, start), plainPosition(document, end));
  const item = new vscode.CompletionItem({ label, description }, vscode.CompletionItemKind.Text);
  const word = fills.at(-1);
  if (word === undefined) return item;
  item.range = range(word);
  item.insertText = word.text;
  // What was typed is the sign; without it the editor would hide the words.
  item.filterText = document.getText(item.range);
  item.sortText = String(index).padStart(3, '0');
  item.preselect = index === 0;
  item.additionalTextEdits = fills.slice(0, -1).map((fill) => vscode.TextEdit.replace(range(fill), fill.text));
  return item;
}
