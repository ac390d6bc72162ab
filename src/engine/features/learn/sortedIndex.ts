import type { CancellationToken } from '../../../common/cancellation.js';
import { ContextIndex } from '../../../learning/manuscript/contextIndex.js';
import { contextDepth, placesOf, sortedByContext, type TokenSequence } from '../../../learning/manuscript/contextOrder.js';
import { nextTurn } from '../../runtime/nextTurn.js';

/** The index of a sequence, as `ContextIndex.of` makes it; between its steps other work has its turn. */
export async function sortedIndex(tokens: TokenSequence, separator: number, cancel: CancellationToken): Promise<ContextIndex> {
  let places = placesOf(tokens, separator);
  for (let distance = contextDepth; distance > 0; distance--) {
    await nextTurn(cancel);
    places = sortedByContext(places, tokens, distance, separator);
  }
  return new ContextIndex(tokens, places, separator);
}
