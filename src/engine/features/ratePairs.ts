import { ClozeError } from '../../common/clozeError.js';
import type { Progress } from '../../common/methods/progress.js';
import type { PairRating, PairSignalKind, RatePairsRequest, RatePairsResult } from '../../common/methods/scoring.js';
import type { EncoderLease } from './loadedEncoder.js';
import type { CausalLease } from './loadedModel.js';
import { nextSentenceOdds } from './pairs/nextSentenceOdds.js';
import { pairSurprisal } from './pairs/pairSurprisal.js';
import { sentenceSimilarity } from './pairs/sentenceSimilarity.js';

/** The models that measure. */
export interface PairModels {
  readonly report: (progress: Progress) => void;
  readonly encoder: EncoderLease;
  readonly causal: CausalLease;
}

/** What one signal gave: a part of each pair's rating. */
interface Measured {
  readonly model: string;
  readonly ratings: readonly PairRating[];
}

/**
 * Measures how well sentences follow others. Each signal is measured by itself: one that no model can measure is named with the
 * reason, and the others are there. Work is cut into small pieces, so that completions run between them.
 */
export async function ratePairs({ pairs, signals }: RatePairsRequest, { encoder, causal, report }: PairModels): Promise<RatePairsResult> {
  const missing: { signal: PairSignalKind; reason: string }[] = [];
  let done = 0;
  const measured = new Map<PairSignalKind, Measured>();
  const measure = async (signal: PairSignalKind, ask: () => Promise<Measured>): Promise<void> => {
    if (!signals.includes(signal)) return;
    try {
      measured.set(signal, await ask());
    } catch (error) {
      if (!(error instanceof ClozeError) || !isLack(error)) throw error;
      missing.push({ signal, reason: error.message });
    }
    report({ done: ++done, total: signals.length, phase: 'reading' });
  };
  await measure('next-sentence', () => nextSentenceOdds(pairs, encoder));
  await measure('similarity', () => sentenceSimilarity(pairs, encoder));
  await measure('surprisal', () => pairSurprisal(pairs, causal));
  const byEncoder = measured.get('next-sentence') ?? measured.get('similarity');
  const byCausal = measured.get('surprisal');
  return {
    ratings: pairs.map((_, index) => Object.assign({}, ...[...measured.values()].map(({ ratings }) => ratings[index])) as PairRating),
    ...(byEncoder !== undefined && { encoder: byEncoder.model }),
    ...(byCausal !== undefined && { causal: byCausal.model }),
    missing,
  };
}

/** Whether a failure says that a model is not there or cannot do this, so that it would fail again. */
function isLack({ code }: ClozeError): boolean {
  return code === 'model-unsupported' || code === 'model-not-found' || code === 'model-invalid';
}
