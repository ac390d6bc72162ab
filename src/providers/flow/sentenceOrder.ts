import * as vscode from 'vscode';
import { maxOf, minOf } from '../../common/extremes.js';
import { showOutcome } from '../../host/messages.js';
import type { FlowChecker } from '../../writing/flow/check/flowChecker.js';
import { betterOrder, pairsOfMoves } from '../../writing/flow/reorder.js';
import { pairOf } from '../../writing/flow/score/ratedChain.js';
import type { ChosenPair } from './chosenPair.js';
import { rangeOf } from './flowRange.js';
import type { Proposal } from './proposals.js';

/** Proposes to move a sentence to where it follows clearly better. Says so where there is no such place. */
export async function proposeOrder(
  { uri, file, found, block, index }: ChosenPair,
  { ratings }: FlowChecker,
  token: vscode.CancellationToken,
): Promise<Proposal | undefined> {
  const { text } = found.source;
  const { sentences } = block;
  const texts = sentences.map(({ text }) => text);
  const wanted = [...pairsOfMoves(texts.length, index), ...texts.slice(1).map((_, at) => [at, at + 1] as const)];
  const pairs = wanted.map(([first, second]) => pairOf(texts, first, second)).filter((pair) => !ratings.isKnown(pair, 'next-sentence'));
  if (pairs.length > 0) await ratings.measure(pairs.slice(0, 1000), 'next-sentence', token);
  const missing = ratings.missing.get('next-sentence');
  if (missing !== undefined) {
    showOutcome(missing);
    return undefined;
  }
  const odds = (first: number, second: number): number => ratings.known(pairOf(texts, first, second)).nextSentence ?? 0;
  const better = betterOrder(texts.length, index, odds);
  // Where the text has changed meanwhile, the sentences may be others.
  if (token.isCancellationRequested || file.current?.source.text !== text) return undefined;
  if (better === undefined) {
    showOutcome(vscode.l10n.t('No better place was found: nowhere else in the paragraph does this sentence follow clearly better.'));
    return undefined;
  }
  const [from, to] = [minOf(changedIndexes(better.order)), maxOf(changedIndexes(better.order))];
  const [first, last] = [sentences[from], sentences[to]];
  if (first === undefined || last === undefined) return undefined;
  // What stands between the sentences, such as line ends, keeps its place; the sentences change theirs.
  let moved = '';
  for (let at = from; at <= to; at++) {
    const [own, put, next] = [sentences[at], sentences[better.order[at] ?? at], sentences[at + 1]];
    if (own === undefined || put === undefined) return undefined;
    moved += text.slice(put.start, put.end) + (at < to && next !== undefined ? text.slice(own.end, next.start) : '');
  }
  return {
    uri,
    source: text,
    range: rangeOf(found.lines, { start: first.start, end: last.end }),
    text: moved,
    title: vscode.l10n.t('A better place'),
    question: vscode.l10n.t('The sentences follow each other better this way.'),
    consent: vscode.l10n.t('Move Sentence'),
  };
}

function changedIndexes(order: readonly number[]): number[] {
  return order.flatMap((sentence, place) => (sentence === place ? [] : [place]));
}
