import type { Value } from '../onnx/graphBuilder.js';
import { bytesOf, store, type GraphContext } from '../graphContext.js';

/** Turns the first `2 · frequencies` components of each head by an angle that grows with the position. */
export interface Rotary {
  /** x [1, heads, S, size], positions [1, S] → the same shape. */
  rotate(x: Value, positions: Value): Value;
}

/**
 * Rotary position embedding (Su et al. 2021, https://arxiv.org/abs/2104.09864), the halves of a head being rotated
 * against each other as in Hugging Face checkpoints.
 * @param frequencies radians a position, one for each pair of components
 * @param positions how many positions the tables hold
 */
export async function rotary(context: GraphContext, frequencies: Float64Array, positions: number): Promise<Rotary> {
  const shape = [positions, frequencies.length];
  const table = (f: (angle: number) => number): Uint8Array =>
    bytesOf(Float32Array.from({ length: positions * frequencies.length }, (_, i) => f(angleAt(frequencies, i))));
  const cosines = await store(context, 'rotary.cosines', 'float32', shape, table(Math.cos));
  const sines = await store(context, 'rotary.sines', 'float32', shape, table(Math.sin));
  return { rotate: (x, at) => context.graph.contrib('RotaryEmbedding', [x, at, cosines, sines]) };
}

function angleAt(frequencies: Float64Array, index: number): number {
  const pair = index % frequencies.length;
  return Math.floor(index / frequencies.length) * (frequencies[pair] as number);
}
