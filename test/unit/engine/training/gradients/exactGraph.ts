import type { OnnxModel, OnnxNode } from '../../../../../src/engine/graph/onnx/model.js';
import { count, type Exact } from './exactTensor.js';
import { exactOperators } from './exactOperators.js';

/** Computes all values of a graph in float64, node by node. Initializers lie in the graph itself. */
export function exactValues({ nodes, initializers }: OnnxModel, inputs: ReadonlyMap<string, Exact>): Map<string, Exact> {
  const values = new Map(inputs);
  for (const { name, type, shape, data } of initializers) {
    if (data.kind !== 'inline') throw new Error(`${name} lies in a file.`);
    const { buffer, byteOffset, byteLength } = data.bytes;
    const bytes = buffer.slice(byteOffset, byteOffset + byteLength);
    const numbers = type === 'int64' ? Array.from(new BigInt64Array(bytes), Number) : Array.from(new Float32Array(bytes));
    values.set(name, { shape: [...shape], values: Float64Array.from(numbers) });
  }
  for (const node of nodes) {
    const results = compute(
      node,
      node.inputs.map((name) => values.get(name) ?? { shape: [0], values: new Float64Array() }),
    );
    node.outputs.forEach((name, at) => {
      const result = results[at];
      if (result !== undefined) values.set(name, result);
    });
  }
  return values;
}

function compute(node: OnnxNode, inputs: readonly Exact[]): readonly (Exact | undefined)[] {
  const operator = exactOperators[node.opType];
  if (operator === undefined) throw new Error(`There is no ${node.opType} in float64.`);
  const results = operator(inputs, node);
  for (const result of results) {
    if (result !== undefined && result.values.length !== count(result.shape)) throw new Error(`${node.opType} gives a wrong shape.`);
  }
  return results;
}
