import type { Decoder } from '../../engine/runtime/decoder.js';
import type { ServerConnection } from '../server/serverConnection.js';
import { usualContext } from './serverDecoder.js';

/** Stands for the decoder of a server that answers messages only: whatever needs one is told why there is none. */
export function noDecoder(
  connection: Pick<ServerConnection, 'close'>,
  contextLength: number | null,
  why: () => Error,
): Decoder & { endTurn(): void } {
  const refuse = (): Promise<never> => Promise.reject(why());
  return {
    isPartial: true,
    cannotRate: true,
    vocabularySize: 0,
    contextLength: contextLength ?? usualContext,
    hiddenSize: 0,
    weightBytes: 0,
    cacheBytes: 0,
    unread: () => 0,
    prefill: refuse,
    extend: refuse,
    rate: refuse,
    hiddenStates: refuse,
    endTurn: () => undefined,
    dispose: () => connection.close(),
  };
}
