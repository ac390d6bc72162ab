import type { GraphBuilder, Value } from '../../graph/onnx/graphBuilder.js';
import type { OnnxNode } from '../../graph/onnx/model.js';
import { operators } from './operators.js';

/**
 * Adds the gradients of a number to a graph by reverse-mode differentiation (Griewank and Walther 2008, "Evaluating Derivatives", chapter 3):
 * nodes are gone through from the last to the first, and what each hands to its inputs is added up.
 * @param loss a value without axes, that the graph computes
 * @param wanted inputs or weights of the graph
 * @returns the gradient for each of them, of its shape; none where the loss does not depend on it
 * @throws where a node between them and the loss is of a kind without a vector-Jacobian product
 */
export function gradients(graph: GraphBuilder, loss: Value, wanted: readonly Value[]): Map<Value, Value> {
  const nodes = [...graph.nodes];
  const reached = reachedFrom(nodes, wanted);
  const sums = new Map<string, Value>([[loss, graph.floats([1], [])]]);
  for (const node of nodes.reverse()) {
    const given = node.outputs.map((output) => sums.get(output));
    const gradient = given.find((each) => each !== undefined);
    if (gradient === undefined || !node.inputs.some((input) => reached.has(input))) continue;
    const inputs = node.inputs as readonly Value[];
    const results = productOf(node)({
      graph,
      node,
      inputs,
      outputs: node.outputs as readonly Value[],
      gradients: given,
      gradient,
      wants: (input) => reached.has(inputs[input] ?? ''),
    });
    inputs.forEach((input, at) => {
      const result = results[at];
      if (result === undefined || !reached.has(input)) return;
      const known = sums.get(input);
      sums.set(input, known === undefined ? result : graph.op('Add', [known, result]));
    });
  }
  return new Map(
    wanted.flatMap((value): [Value, Value][] => {
      const sum = sums.get(value);
      return sum === undefined ? [] : [[value, sum]];
    }),
  );
}

/** Everything that depends on what is wanted. */
function reachedFrom(nodes: readonly OnnxNode[], wanted: readonly Value[]): ReadonlySet<string> {
  const reached = new Set<string>(wanted);
  for (const { inputs, outputs, opType } of nodes) {
    // Shapes are whole numbers, which have no gradients.
    if (opType === 'Shape' || opType === 'Size' || !inputs.some((input) => reached.has(input))) continue;
    for (const output of outputs) reached.add(output);
  }
  return reached;
}

function productOf({ opType, domain }: OnnxNode): (typeof operators)[string] {
  const found = Object.hasOwn(operators, opType) ? operators[opType] : undefined;
  if (found === undefined) throw new Error(`The operator ${domain === '' ? '' : `${domain}.`}${opType} has no vector-Jacobian product.`);
  return found;
}
