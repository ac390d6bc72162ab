import type { CancellationToken } from '../../common/cancellation.js';
import type { PairRecord } from '../../common/panelProtocol/pair.js';
import type { Translate } from '../../common/translate.js';
import { shuffledPairs } from '../../writing/flow/check/shuffledPairs.js';
import { pairOf } from '../../writing/flow/score/ratedChain.js';
import type { FlowChecker } from './check/flowChecker.js';
import type { ChosenPair } from './chosenPair.js';
import { pairRecord } from './pairRecord.js';

/** So many shuffled pairs tell what is usual where nothing follows. */
const shuffledCount = 24;

/**
 * The numbers that a pair was judged by, beside what is usual for the document's sentences in another order. Measures what is not known of them.
 * @returns `undefined` where nothing was found about the sentence so far
 */
export async function pairReasons(
  { file, found: { check, source }, block, index, first, second }: ChosenPair,
  { ratings }: FlowChecker,
  t: Translate,
  token: CancellationToken,
): Promise<PairRecord | undefined> {
  const found = check.judgement(second);
  if (found === undefined) return undefined;
  const texts = block.sentences.map(({ text }) => text);
  const own = index > 0 ? pairOf(texts, index - 1, index) : { before: '', first: first.text, second: second.text };
  for (const signal of ['next-sentence', 'surprisal'] as const) {
    const isWanted = !ratings.missing.has(signal) && !ratings.isKnown(own, signal);
    if (isWanted) await ratings.measure([own], signal, token);
  }
  const shuffled = shuffledPairs(check.document, shuffledCount);
  const unknown = ratings.missing.has('next-sentence') ? [] : shuffled.filter((each) => !ratings.isKnown(each, 'next-sentence'));
  if (unknown.length > 0) await ratings.measure(unknown, 'next-sentence', token);
  const known = { rating: ratings.known(own), found, shuffled: shuffled.map((each) => ratings.known(each)) };
  return pairRecord({ document: file.uri, text: source.text, first, second, ...known }, t);
}
