import * as vscode from 'vscode';
import { plainText } from '../../host/documentText.js';
import { showBriefly } from '../../host/messages.js';
import type { FlowChecker } from '../../text/flow/check/flowChecker.js';
import { betterOrder, pairsOfMoves } from '../../text/flow/reorder.js';
import { pairOf } from '../../text/flow/score/ratedChain.js';
import type { ChosenPair } from './chosenPair.js';
import { rangeOf } from './flowRange.js';

/** Offers to move a sentence to where it follows clearly better, as a change to be looked at first. Says so where there is no such place. */
export async function proposeOrder(
  { document, block, index }: ChosenPair,
  { ratings }: FlowChecker,
  token: vscode.CancellationToken,
): Promise<void> {
  const { sentences } = block;
  const texts = sentences.map(({ text }) => text);
  const wanted = [...pairsOfMoves(texts.length, index), ...texts.slice(1).map((_, at) => [at, at + 1] as const)];
  const pairs = wanted.map(([first, second]) => pairOf(texts, first, second)).filter((pair) => !ratings.isKnown(pair, 'next-sentence'));
  if (pairs.length > 0) await ratings.measure(pairs.slice(0, 1000), 'next-sentence', token);
  const odds = (first: number, second: number): number => ratings.known(pairOf(texts, first, second)).nextSentence ?? 0;
  const better = betterOrder(texts.length, index, odds);
  if (token.isCancellationRequested) return;
  if (better === undefined) {
    showBriefly(vscode.l10n.t('No other place in the paragraph is clearly better for this sentence.'));
    return;
  }
  const text = plainText(document.getText());
  const [from, to] = [Math.min(...changedIndexes(better.order)), Math.max(...changedIndexes(better.order))];
  const [first, last] = [sentences[from], sentences[to]];
  if (first === undefined || last === undefined) return;
  // What stands between the sentences, such as line ends, keeps its place; the sentences change theirs.
  let moved = '';
  for (let at = from; at <= to; at++) {
    const [own, put, next] = [sentences[at], sentences[better.order[at] ?? at], sentences[at + 1]];
    if (own === undefined || put === undefined) return;
    moved += text.slice(put.start, put.end) + (at < to && next !== undefined ? text.slice(own.end, next.start) : '');
  }
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, { start: first.start, end: last.end }), moved, {
    needsConfirmation: true,
    label: vscode.l10n.t('Move the sentence'),
    description: vscode.l10n.t('Sentences then follow each other better.'),
  });
  await vscode.workspace.applyEdit(edit, { isRefactoring: true });
}

function changedIndexes(order: readonly number[]): number[] {
  return order.flatMap((sentence, place) => (sentence === place ? [] : [place]));
}
