import { ClozeError } from '../../common/clozeError.js';
import type { PairRating, PairSignalKind, RatePairsRequest, RatePairsResult } from '../../common/engineApi.js';
import type { RunOnEncoder } from './loadedEncoder.js';
import type { RunOnModel } from './loadedModel.js';
import { nextSentenceOdds } from './pairs/nextSentenceOdds.js';
import { pairSurprisal } from './pairs/pairSurprisal.js';
import { sentenceSimilarity } from './pairs/sentenceSimilarity.js';

/** How work gets its turn on each model. */
export interface PairModels {
  readonly onEncoder: RunOnEncoder;
  readonly onCausal: RunOnModel;
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
export async function ratePairs({ pairs, signals }: RatePairsRequest, models: PairModels): Promise<RatePairsResult> {
  const missing: { signal: PairSignalKind; reason: string }[] = [];
  const measured = new Map<PairSignalKind, Measured>();
  const measure = async (signal: PairSignalKind, ask: () => Promise<Measured>): Promise<void> => {
    if (!signals.includes(signal)) return;
    try {
      measured.set(signal, await ask());
    } catch (error) {
      if (!(error instanceof ClozeError) || !isLack(error)) throw error;
      missing.push({ signal, reason: error.message });
    }
  };
  await measure('next-sentence', () => nextSentenceOdds(pairs, models.onEncoder));
  await measure('similarity', () => sentenceSimilarity(pairs, models.onEncoder));
  await measure('surprisal', () => pairSurprisal(pairs, models.onCausal));
  const encoder = measured.get('next-sentence') ?? measured.get('similarity');
  const causal = measured.get('surprisal');
  return {
    ratings: pairs.map((_, index) => Object.assign({}, ...[...measured.values()].map(({ ratings }) => ratings[index])) as PairRating),
    ...(encoder !== undefined && { encoder: encoder.model }),
    ...(causal !== undefined && { causal: causal.model }),
    missing,
  };
}

/** Whether a failure says that a model is not there or cannot do this, so that it would fail again. */
function isLack({ code }: ClozeError): boolean {
  return code === 'model-unsupported' || code === 'model-not-found' || code === 'model-invalid';
}
