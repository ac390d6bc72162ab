import type { Value } from '../onnx/graphBuilder.js';
import { bytesOf, store, type GraphContext } from '../graphContext.js';

/** How the pairs of a head's components turn. */
export interface RotaryAngles {
  /** Radians a position, one for each pair. */
  readonly frequencies: Float64Array;
  /** What cosines and sines are multiplied by: 1, but more where a context was stretched by YaRN or LongRoPE. */
  readonly magnitude: number;
}

/** Tables that turn the components of each head, in pairs, by an angle that grows with the position. */
export interface Rotary {
  /** float32 [positions, pairs] */
  readonly cosines: Value;
  readonly sines: Value;
  /** int64 [B, S], with one sequence B = 1: the tokens' positions. */
  readonly positions: Value;
}

/**
 * Rotary position embedding (Su et al. 2021, https://arxiv.org/abs/2104.09864), the halves of a head being rotated
 * against each other as in Hugging Face checkpoints.
 * @param length how many positions the tables hold
 * @param name tells the tables of a model apart that has several
 */
export async function rotary(
  context: GraphContext,
  { frequencies, magnitude }: RotaryAngles,
  length: number,
  positions: Value,
  name = 'rotary',
): Promise<Rotary> {
  const pairs = frequencies.length;
  const angles = Float64Array.from({ length: length * pairs }, (_, i) => Math.floor(i / pairs) * (frequencies[i % pairs] as number));
  const cosines = bytesOf(Float32Array.from(angles, (angle) => magnitude * Math.cos(angle)));
  const sines = bytesOf(Float32Array.from(angles, (angle) => magnitude * Math.sin(angle)));
  return {
    cosines: await store(context, `${name}.cosines`, 'float32', [length, pairs], cosines),
    sines: await store(context, `${name}.sines`, 'float32', [length, pairs], sines),
    positions,
  };
}
