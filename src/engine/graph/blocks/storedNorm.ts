import type { TensorSource } from '../../models/checkpoint.js';
import type { GraphContext } from '../graphContext.js';
import { vector } from '../weights/matrix.js';
import { layerNorm, type Norm } from './norm.js';

/** Layer normalisation with the gain, and the bias where there is one, that a checkpoint has under a name. */
export async function storedLayerNorm(
  context: GraphContext,
  tensors: TensorSource,
  name: string,
  size: number,
  epsilon: number,
): Promise<Norm> {
  const gain = await vector(tensors, `${name}.weight`, size);
  const bias = tensors.has(`${name}.bias`) ? await vector(tensors, `${name}.bias`, size) : new Float32Array(size);
  return layerNorm(context, name, gain, bias, epsilon);
}
