import * as vscode from 'vscode';
import type { PairRecord } from '../../common/panelProtocol/pair.js';
import { commands } from '../../host/ids.js';
import type { Latest } from '../../host/latest.js';
import { showOutcome } from '../../host/messages.js';
import type { FlowChecker } from '../../writing/flow/check/flowChecker.js';
import { shuffledPairs } from '../../writing/flow/check/shuffledPairs.js';
import { pairOf } from '../../writing/flow/score/ratedChain.js';
import type { ChosenPair } from './chosenPair.js';
import { pairRecord } from '../../sessions/flow/pairRecord.js';

/** So many shuffled pairs tell what is usual where nothing follows. */
const shuffledCount = 24;

/** Shows the numbers behind a pair in the panel, beside what is usual for the document's sentences in another order. */
export async function showReasons(
  { uri, found: { check, source }, block, index, first, second }: ChosenPair,
  { ratings }: FlowChecker,
  pair: Latest<PairRecord | undefined>,
  token: vscode.CancellationToken,
): Promise<void> {
  const found = check.judgement(second);
  if (found === undefined) {
    showOutcome(vscode.l10n.t('Nothing is known about this sentence yet.'));
    return;
  }
  const texts = block.sentences.map(({ text }) => text);
  const own = index > 0 ? pairOf(texts, index - 1, index) : { before: '', first: first.text, second: second.text };
  for (const signal of ['next-sentence', 'surprisal'] as const) {
    const isWanted = !ratings.missing.has(signal) && !ratings.isKnown(own, signal);
    if (isWanted) await ratings.measure([own], signal, token);
  }
  const shuffled = shuffledPairs(check.document, shuffledCount);
  const unknown = ratings.missing.has('next-sentence') ? [] : shuffled.filter((each) => !ratings.isKnown(each, 'next-sentence'));
  if (unknown.length > 0) await ratings.measure(unknown, 'next-sentence', token);
  pair.value = pairRecord(
    {
      document: uri.toString(),
      text: source.text,
      first,
      second,
      rating: ratings.known(own),
      found,
      shuffled: shuffled.map((each) => ratings.known(each)),
    },
    vscode.l10n.t,
  );
  await vscode.commands.executeCommand(commands.showProbabilities, 'pair');
}
