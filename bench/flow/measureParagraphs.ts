import type { EngineApi } from '../../src/common/engineApi.js';
import type { PairRating, PairSignalKind, TextPair } from '../../src/common/methods/scoring.js';
import { pairOf } from '../../src/writing/flow/score/ratedChain.js';
import type { MeasuredParagraph } from './measuredParagraph.js';
import type { SpoiltParagraph } from './spoiltParagraphs.js';

/** Measures all pairs that the score of a paragraph may rest on, in the paragraph as it was spoilt and as it was written. */
export async function measureParagraph(
  { group, document, spoiling, sentences, original, intruder }: SpoiltParagraph,
  signals: readonly PairSignalKind[],
  engine: Pick<EngineApi, 'ratePairs'>,
): Promise<MeasuredParagraph[]> {
  const spoilt = { group, document, spoiling, sentences, intruder, pairs: await measured(sentences, signals, engine) };
  const pairs = await measured(original, signals, engine);
  return [spoilt, { group, document, spoiling: 'none', sentences: original, intruder: -1, pairs }];
}

/** The same for the first sentence of a paragraph behind the last one of another. */
export async function measureOpening(
  { group, document, sentences, intruder }: Pick<SpoiltParagraph, 'group' | 'document' | 'sentences' | 'intruder'>,
  signals: readonly PairSignalKind[],
  engine: Pick<EngineApi, 'ratePairs'>,
): Promise<MeasuredParagraph> {
  const spoiling = intruder < 0 ? 'none' : 'nearby';
  return { group, document, spoiling, isOpening: true, sentences, intruder, pairs: await measured(sentences, signals, engine) };
}

async function measured(
  sentences: readonly string[],
  signals: readonly PairSignalKind[],
  engine: Pick<EngineApi, 'ratePairs'>,
): Promise<MeasuredParagraph['pairs']> {
  const places = sentences.flatMap((_, first) =>
    [first + 1, first + 2].filter((second) => second < sentences.length).map((second) => [first, second] as const),
  );
  const pairs: TextPair[] = places.map(([first, second]) => pairOf(sentences, first, second));
  const { ratings } = await engine.ratePairs({ pairs, signals });
  return places.map(([first, second], at) => ({ first, second, ...(ratings[at] as PairRating) }));
}
