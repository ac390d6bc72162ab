import type { PlacedAdapter } from '../../../training/causal/causalUpper.js';
import type { CausalLease, LoadedModel } from '../../loadedModel.js';
import { fits, type FoundAdapter, readAdapter } from './adapterFolder.js';

/** The adapter of a folder that is used with a model; `undefined` where there is none, or none that fits and helps. */
export async function usedAdapter(folder: string, model: LoadedModel): Promise<PlacedAdapter | undefined> {
  return placedAdapter(await readAdapter(folder), model);
}

/** An adapter that was found, as it is used with a model. */
export async function placedAdapter(found: FoundAdapter, { hash, upper }: LoadedModel): Promise<PlacedAdapter | undefined> {
  if (found.state !== 'ready' || upper === undefined) return undefined;
  const { adapter, record } = found;
  if (record.model.hash !== hash || !record.summary.isUsed || record.below >= upper.layers) return undefined;
  const { layers } = await upper.adapted(record.below);
  return fits(adapter, layers) ? { key: record.hash, below: record.below, adapter } : undefined;
}

/** The model with an adapter. */
export async function withAdapter(model: LoadedModel, placed: PlacedAdapter | undefined): Promise<LoadedModel> {
  return placed === undefined || model.upper === undefined ? model : { ...model, decoder: await model.upper.decoder(placed) };
}

/** A lease of the same model with an adapter. */
export function adaptedLease(causal: CausalLease, placed: PlacedAdapter | undefined): CausalLease {
  if (placed === undefined) return causal;
  return {
    model: async () => withAdapter(await causal.model(), placed),
    turn: (work) => causal.turn(async (model, cancel) => work(await withAdapter(model, placed), cancel)),
  };
}
