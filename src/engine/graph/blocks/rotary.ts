import type { Value } from '../onnx/graphBuilder.js';
import { bytesOf, store, type GraphContext } from '../graphContext.js';

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
 * @param frequencies radians a position, one for each pair of components
 * @param length how many positions the tables hold
 * @param name tells the tables of a model apart that has several
 */
export async function rotary(
  context: GraphContext,
  frequencies: Float64Array,
  length: number,
  positions: Value,
  name = 'rotary',
): Promise<Rotary> {
  const pairs = frequencies.length;
  const angles = Float64Array.from({ length: length * pairs }, (_, i) => Math.floor(i / pairs) * (frequencies[i % pairs] as number));
  const cosines = bytesOf(Float32Array.from(angles, Math.cos));
  const sines = bytesOf(Float32Array.from(angles, Math.sin));
  return {
    cosines: await store(context, `${name}.cosines`, 'float32', [length, pairs], cosines),
    sines: await store(context, `${name}.sines`, 'float32', [length, pairs], sines),
    positions,
  };
}
