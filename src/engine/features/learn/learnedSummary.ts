import type { CancellationToken } from '../../../common/cancellation.js';
import { cancelledError } from '../../../common/clozeError.js';
import type { LearnedRequest, LearnedResult, LearnedSummary } from '../../../common/methods/manuscript.js';
import type { LearnedHead } from '../../decode/learned/learnedFile.js';
import type { CausalLease } from '../loadedModel.js';
import { type FoundAdapter, readAdapter } from './adapter/adapterFolder.js';
import { readLearned } from './learnedFolder.js';

/** How many of the words that the model does not know are told. */
const maxKnown = 1000;

/** What was learned and is kept in a folder, and whether it fits the model. */
export async function learned(
  { folder }: LearnedRequest,
  causal: Pick<CausalLease, 'model'>,
  cancel: CancellationToken,
): Promise<LearnedResult> {
  if (cancel.isCancellationRequested) throw cancelledError();
  const found = await readLearned(folder);
  if (found.state !== 'ready') return found;
  const { head } = found.learned;
  const model = await causal.model();
  return head.model.hash === model.hash
    ? { state: 'ready', summary: { ...summaryOf(head, found.bytes), ...adapterPart(await readAdapter(folder), model.hash) } }
    : { state: 'other-model', model: head.model.name };
}

/** What a summary says of the adapter of a folder. */
export function adapterPart(found: FoundAdapter, hash: string): Pick<LearnedSummary, 'adapter' | 'adapterLack'> {
  if (found.state === 'none') return {};
  if (found.state === 'damaged') return { adapterLack: 'damaged' };
  if (found.record.model.hash !== hash) return { adapterLack: 'other-model' };
  return { adapter: { ...found.record.summary, bytes: found.bytes } };
}

/** What people may want to know of what was learned. */
export function summaryOf(
  { model, date, words, sources, known, knownCount, weights, figures }: LearnedHead,
  bytes: number,
): LearnedSummary {
  return {
    model: model.name,
    date,
    texts: sources.length,
    words,
    known: known.slice(0, maxKnown),
    knownCount,
    ...(figures !== undefined && { figures }),
    isUsed: weights.some((weight) => weight > 0),
    bytes,
  };
}
