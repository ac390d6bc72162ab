import type { TensorSource } from '../../models/checkpoint.js';
import { bytesOf, store, type GraphContext } from '../graphContext.js';
import type { Value } from '../onnx/graphBuilder.js';
import { matrixShape } from '../weights/matrix.js';

export interface Table {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
}

/** Rows of a small table by index, in float32: ids [B, S] → [B, S, columns]. `name` is the tensor's, without `.weight`. */
export async function embedding(context: GraphContext, tensors: TensorSource, { name, rows, columns }: Table, ids: Value): Promise<Value> {
  matrixShape(tensors, `${name}.weight`, rows, columns);
  const bytes = bytesOf(await tensors.floats(`${name}.weight`));
  return context.graph.op('Gather', [await store(context, name, 'float32', [rows, columns], bytes), ids]);
}
