import type { TensorSource } from '../../models/checkpoint.js';
import { modelInvalid } from '../../models/modelErrors.js';
import { bytesOf, store, type GraphContext } from '../graphContext.js';
import { products } from '../linear/linear.js';
import { rescaled } from '../linear/smoothing.js';
import type { GraphBuilder, Value } from '../onnx/graphBuilder.js';
import { matrixShape, stackedRows } from '../weights/matrix.js';
import type { Dense } from './dense.js';

/**
 * Low-rank adapters (Hu et al. 2021, LoRA, https://arxiv.org/abs/2106.09685) of an encoder's layers, for pairs of sentences alone: where
 * pairs are asked about, W x + b becomes W x + b + upᵀ (down x). Everything else is as if there were none: the same bits for the same time.
 */
export class PairAdapters {
  readonly #unused: Set<string>;

  /**
   * @param tensors for some layers `<name>.down` [rank, columns] and `<name>.up` [rank, rows], and heads for pairs
   * @param asked bool []: whether pairs are asked about
   */
  constructor(
    private readonly tensors: TensorSource,
    private readonly asked: Value,
  ) {
    this.#unused = new Set(tensors.names());
  }

  /** Whether a layer has an adapter. */
  adapts(name: string): boolean {
    return this.tensors.has(`${name}.down`);
  }

  /** The tensors of a head, which is there under the names that it has in a checkpoint. */
  head(name: string): TensorSource {
    this.#unused.delete(`${name}.weight`);
    this.#unused.delete(`${name}.bias`);
    return this.tensors;
  }

  /** What to add to the product of a layer with x: its bias alone, or, for pairs, also what its adapter gives. */
  async shift(context: GraphContext, layer: Dense, x: Value, divisors: Float32Array | undefined, bias: Float32Array): Promise<Value> {
    const { graph } = context;
    const { name, rows, columns } = layer;
    const [rank] = matrixShape(this.tensors, `${name}.down`, undefined, columns);
    matrixShape(this.tensors, `${name}.up`, rank, rows);
    this.#unused.delete(`${name}.down`);
    this.#unused.delete(`${name}.up`);
    const down = rescaled(stackedRows(this.tensors, [`${name}.down`], [rank], columns), divisors, undefined);
    const up = Float32Array.from([...(await this.tensors.floats(`${name}.up`)), ...bias]);
    const upAndBias = await store(context, `${name}.up`, 'float32', [rank + 1, rows], bytesOf(up));
    const biasAlone = await store(context, `${name}.bias`, 'float32', [1, 1, rows], bytesOf(bias));
    // Four bits are too few for the small matrices.
    const product = products(context.precision === 'int4' ? { ...context, precision: 'float32' } : context, x, columns);
    const adapted = async (branch: GraphBuilder): Promise<Value> => {
      const small = await product(branch, `${name}.down`, down); // [..., rank]
      const andOne = branch.op('Pad', [small, branch.ints([0, 0, 0, 0, 0, 1]), branch.floats([1], [])]);
      return branch.op('MatMul', [andOne, upAndBias]);
    };
    // Chosen between in the place of the bias, because an addition of its own would cost the other answers time.
    return graph.choose(this.asked, adapted, (branch) => branch.op('Identity', [biasAlone]));
  }

  /** Fails with `model-invalid` where a tensor belongs to nothing that was written. */
  checkUse(model: string): void {
    const [name] = this.#unused;
    if (name === undefined) return;
    throw modelInvalid(
      model,
      `Its adapters for pairs of sentences (pairs.safetensors) have a tensor "${name}", which fits none of its layers.`,
    );
  }
}
