import type { CancellationToken } from '../../../common/cancellation.js';
import { maxOf, minOf } from '../../../common/extremes.js';
import type { Translate } from '../../../common/translate.js';
import type { FlowSentence } from '../../../writing/flow/document/flowDocument.js';
import { betterOrder, pairsOfMoves } from '../../../writing/flow/reorder.js';
import { pairOf } from '../../../writing/flow/score/ratedChain.js';
import type { FlowChecker } from '../check/flowChecker.js';
import type { ChosenPair } from '../chosenPair.js';
import type { Proposal } from '../../proposals/proposals.js';

/** More pairs are not measured for one question. */
const maxPairs = 1000;

/**
 * Proposes to move a sentence to where it follows clearly better.
 * @returns why there is no such place, as a sentence; `undefined` where the text has changed meanwhile or the request was cancelled
 */
export async function proposeOrder(
  { file, found, block: { sentences }, index }: ChosenPair,
  { ratings }: FlowChecker,
  t: Translate,
  token: CancellationToken,
): Promise<Proposal | string | undefined> {
  const { text } = found.source;
  const texts = sentences.map((sentence) => sentence.text);
  const wanted = [...pairsOfMoves(texts.length, index), ...texts.slice(1).map((_, at) => [at, at + 1] as const)];
  const pairs = wanted.map(([first, second]) => pairOf(texts, first, second)).filter((pair) => !ratings.isKnown(pair, 'next-sentence'));
  if (pairs.length > 0) await ratings.measure(pairs.slice(0, maxPairs), 'next-sentence', token);
  const missing = ratings.missing.get('next-sentence');
  if (missing !== undefined) return missing;
  const odds = (first: number, second: number): number => ratings.known(pairOf(texts, first, second)).nextSentence ?? 0;
  const better = betterOrder(texts.length, index, odds);
  // Where the text has changed meanwhile, the sentences may be others.
  if (token.isCancellationRequested || file.current?.source.text !== text) return undefined;
  const moved = better && reordered(text, sentences, better.order);
  if (moved === undefined) return t('No better place was found: nowhere else in the paragraph does this sentence follow clearly better.');
  return {
    uri: file.uri,
    source: text,
    ...moved,
    title: t('A better place'),
    question: t('The sentences follow each other better this way.'),
    consent: t('Move Sentence'),
  };
}

/** What is to be replaced for another order of a paragraph's sentences. What is between them, such as line ends, keeps its place. */
function reordered(
  text: string,
  sentences: readonly FlowSentence[],
  order: readonly number[],
): Pick<Proposal, 'span' | 'text'> | undefined {
  const changed = order.flatMap((sentence, place) => (sentence === place ? [] : [place]));
  const [from, to] = [minOf(changed), maxOf(changed)];
  const [first, last] = [sentences[from], sentences[to]];
  if (first === undefined || last === undefined) return undefined;
  let moved = '';
  for (let at = from; at <= to; at++) {
    const [own, put, next] = [sentences[at], sentences[order[at] ?? at], sentences[at + 1]];
    if (own === undefined || put === undefined) return undefined;
    moved += text.slice(put.start, put.end) + (at < to && next !== undefined ? text.slice(own.end, next.start) : '');
  }
  return { span: { start: first.start, end: last.end }, text: moved };
}
