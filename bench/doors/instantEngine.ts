import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import { engineMethods } from '../../src/common/engineMethods.js';
import type { EngineApi } from '../../src/common/engineApi.js';
import type { EngineStatus } from '../../src/common/methods/lifecycle.js';
import { methodsOf } from '../../src/common/methods/method.js';
import type { PairRating, RatePairsRequest, SurprisalRequest, SurprisalResult } from '../../src/common/methods/scoring.js';
import { serve } from '../../src/engine/process/serve.js';
import { oddWords } from './oddWords.js';

/** The process of an engine that answers at once, so that all the time of a call is that of what is around the engine. */
process.once('disconnect', () => process.exit(0));
serve(createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process)), instantEngine);

function instantEngine(): EngineApi {
  const status: EngineStatus = { state: 'ready', models: [], residentBytes: 0 };
  return {
    ...methodsOf(engineMethods, (name) => Promise.reject(new Error(`This engine knows nothing of "${name}".`))),
    status: () => Promise.resolve(status),
    unload: () => Promise.resolve(null),
    surprisal: (request) => Promise.resolve(surprisal(request)),
    ratePairs: ({ pairs, signals }) => Promise.resolve({ ratings: pairs.map((pair) => rating(pair, signals)), missing: [] }),
    onDidChangeStatus: () => ({ dispose: () => undefined }),
  };
}

/** Each word is a token of eight bits. */
function surprisal({ text }: SurprisalRequest): SurprisalResult {
  const tokens = [...text.matchAll(/\s*\S+/g)].map(({ index, 0: word }) => ({
    offset: index,
    length: word.length,
    bits: 8,
    rank: 0,
    alternatives: [],
  }));
  return { tokens, bitsPerByte: (8 * tokens.length) / Math.max(1, text.length), model: 'instant' };
}

/** Everything follows but the sentences with odd words. */
function rating({ first, second, alone }: RatePairsRequest['pairs'][number], signals: RatePairsRequest['signals']): PairRating {
  const isOdd = first.includes(oddWords) || second.includes(oddWords);
  const after = isOdd ? 48 : 22;
  return {
    ...(signals.includes('next-sentence') && { nextSentence: isOdd ? -4 : 3 }),
    ...(signals.includes('surprisal') &&
      (alone === false ? { surprisalAfter: { after, tokens: 8 } } : { surprisal: { alone: 40, after, tokens: 8 } })),
  };
}
