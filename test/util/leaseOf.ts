import { neverCancelled } from '../../src/common/cancellation.js';
import type { Lease } from '../../src/engine/runtime/pool/lease.js';

/** A lease of a model that nothing else uses: work runs at once. */
export function leaseOf<M>(model: M): Lease<M> {
  return { model: () => Promise.resolve(model), turn: (work) => work(model, neverCancelled) };
}

/** A lease of a model that cannot be had. */
export function noLease(error: Error): Lease<never> {
  return { model: () => Promise.reject(error), turn: () => Promise.reject(error) };
}
