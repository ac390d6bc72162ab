import { WriterDecoder } from '../../src/engine/decode/learned/writerDecoder.js';
import { WriterModel } from '../../src/engine/decode/learned/writerModel.js';
import { readLearned } from '../../src/engine/features/learn/learnedFolder.js';
import type { Branch, Decoder, Distribution, Query } from '../../src/engine/runtime/decoder.js';
import type { Token } from '../../src/engine/tokenizer/token.js';

/** Keys that are timed, and the steps of decoding that each takes. */
const keys = 300;
const stepsOfKey = 10;

/** Milliseconds that blending costs for each of some keys, over a model that answers at once. */
export async function blendTimes(folder: string): Promise<number[]> {
  const found = await readLearned(folder);
  if (found.state !== 'ready') return [];
  const { tokens, separator } = found.learned.index;
  const blended = new WriterDecoder(instantDecoder(separator), new WriterModel(found.learned));
  const times: number[] = [];
  for (let key = 0; key < keys; key++) {
    const at = Math.floor((key * (tokens.length - 64)) / keys);
    const text = Array.from(tokens.subarray(at, at + 48 + stepsOfKey)).filter((token) => token !== separator) as Token[];
    const started = performance.now();
    let { branch } = await blended.prefill(text.slice(0, 32), { top: 20 });
    for (const token of text.slice(32, 32 + stepsOfKey)) {
      const [next] = await blended.extend([{ branch, tokens: [token] }], { top: 20 });
      branch = next?.branch ?? branch;
    }
    times.push(performance.now() - started);
  }
  return times;
}

/** Gives the same most probable tokens each time. */
function instantDecoder(vocabularySize: number): Decoder {
  const next = ({ top, rate = [] }: Query): Distribution => ({
    tokens: Array.from({ length: top }, (_, at) => at as Token),
    logprobs: Float32Array.from({ length: top }, (_, at) => -1 - at),
    rated: new Float32Array(rate.length).fill(-12),
  });
  let branch = 0;
  return {
    vocabularySize,
    contextLength: 2048,
    hiddenSize: 1,
    weightBytes: 0,
    cacheBytes: 0,
    unread: (tokens) => tokens.length,
    prefill: (_, query) => Promise.resolve({ branch: branch++ as Branch, next: next(query), reused: 0 }),
    extend: (steps, query) => Promise.resolve(steps.map(() => ({ branch: branch++ as Branch, next: next(query) }))),
    rate: () => Promise.reject(new Error('Nothing is rated.')),
    hiddenStates: () => Promise.reject(new Error('It has no states.')),
    dispose: () => Promise.resolve(),
  };
}
