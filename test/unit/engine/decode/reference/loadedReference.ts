import { leaseOf } from '../../../../util/leaseOf.js';
import type { LoadedModel, CausalLease } from '../../../../../src/engine/features/loadedModel.js';
import type { ReferenceDecoder } from './referenceDecoder.js';
import { decoderOf, tokenizer, unsure } from './writing.js';

/** A model that is ready to run, named `reference`, with the tokenizer of the manuscript. */
export function loadedReference(decoder: ReferenceDecoder): LoadedModel {
  return {
    name: 'reference',
    hash: 'reference',
    decoder,
    tokenizer,
    device: { kind: 'cpu', name: 'CPU', threads: 1 },
    bytes: 0,
    dispose: () => decoder.dispose(),
  };
}

/** Runs work at once, on a model that is unsure nearly everywhere. */
export function onReference(decoder = decoderOf(unsure)): CausalLease {
  return leaseOf(loadedReference(decoder));
}
