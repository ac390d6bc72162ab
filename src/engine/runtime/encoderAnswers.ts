import { encoderNames } from '../graph/encoderGraph.js';
import type { Token } from '../tokenizer/token.js';
import type { MaskedDistribution, MaskedSequence } from './encoder.js';
import type { Outputs, Tensor } from './session.js';

/** What a step's outputs say about each masked place of its sequences. */
export function maskedAnswers(outputs: Outputs, step: readonly MaskedSequence[]): MaskedDistribution[][] {
  const places = step.flatMap(({ masks }) => masks);
  const logprobs = rowsOf(floats(outputs, encoderNames.topLogprobs), places.length);
  const tokens = rowsOf((outputs[encoderNames.topTokens] as Tensor).data as BigInt64Array, places.length);
  const rated = rowsOf(floats(outputs, encoderNames.ratedLogprobs), places.length);
  const ranks = (outputs[encoderNames.ranks] as Tensor).data as Int32Array;
  let ranked = 0;
  const answers = places.map(({ rate = [] }, row): MaskedDistribution => {
    const rank = rate.length > 0 ? ranks[ranked++] : undefined;
    return {
      tokens: Array.from(tokens[row] as BigInt64Array, (id) => Number(id) as Token),
      logprobs: logprobs[row] as Float32Array,
      rated: (rated[row] as Float32Array).slice(0, rate.length),
      ...(rank !== undefined && { rank }),
    };
  });
  let done = 0;
  return step.map(({ masks }) => answers.slice(done, (done += masks.length)));
}

/** The values of an output. */
export function floats(outputs: Outputs, name: string): Float32Array {
  return (outputs[name] as Tensor).data as Float32Array;
}

/** Takes an array apart, so that nothing keeps the whole of it in memory. */
export function inParts(values: Float32Array, lengths: readonly number[]): Float32Array[] {
  let done = 0;
  return lengths.map((length) => values.slice(done, (done += length)));
}

/** Puts arrays one after the other. */
export function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let done = 0;
  for (const part of parts) {
    whole.set(part, done);
    done += part.length;
  }
  return whole;
}

function rowsOf<T extends Float32Array | BigInt64Array>(values: T, count: number): T[] {
  const width = values.length / count;
  return Array.from({ length: count }, (_, row) => values.slice(row * width, (row + 1) * width) as T);
}
