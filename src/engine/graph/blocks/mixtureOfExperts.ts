import type { TensorSource } from '../../models/checkpoint.js';
import type { GraphContext } from '../graphContext.js';
import type { GraphBuilder, Value } from '../onnx/graphBuilder.js';
import { dense } from './dense.js';
import { gatedFeedForward, type GatedFeedForward } from './gatedFeedForward.js';

export interface Experts extends GatedFeedForward {
  readonly experts: number;
  /** How many of them a token goes through. */
  readonly chosen: number;
  /** Whether the weights of the chosen ones are scaled to sum to 1. */
  readonly sumsToOne: boolean;
}

/**
 * Sum over each token's chosen experts, weighted by how probable a router finds them (Shazeer et al. 2017,
 * https://arxiv.org/abs/1701.06538): [1, S, hidden] → the same. An expert that no token chose is not computed.
 */
export async function mixtureOfExperts(context: GraphContext, tensors: TensorSource, model: Experts, x: Value): Promise<Value> {
  const { graph } = context;
  const { path, hiddenSize, experts } = model;
  // The choice hangs on small differences, so the router is exact.
  const scores = await dense(
    { ...context, precision: 'float32' },
    tensors,
    { name: `${path}.gate`, rows: experts, columns: hiddenSize },
    x,
  );
  const weights = routed(graph, model, graph.op('Softmax', [scores], { axis: -1 })); // [1, S, experts]
  const nothing = graph.op('Mul', [x, graph.floats([0], [])]);
  let sum = nothing;
  for (let expert = 0; expert < experts; expert++) {
    const weight = graph.op('Gather', [weights, graph.ints([expert])], { axis: -1 }); // [1, S, 1]
    const isChosen = graph.op('Greater', [graph.op('ReduceMax', [weight, graph.ints([0, 1, 2])], { keepdims: 0 }), graph.floats([0], [])]);
    const layer = { ...model, path: `${path}.experts.${expert}` };
    const output = await graph.choose(
      isChosen,
      async (branch) => branch.op('Mul', [await gatedFeedForward({ ...context, graph: branch }, tensors, layer, x), weight]),
      (branch) => branch.op('Identity', [nothing]),
    );
    sum = graph.op('Add', [sum, output]);
  }
  return sum;
}

/** The probabilities of the chosen experts, and 0 for the others. */
function routed(graph: GraphBuilder, { chosen, sumsToOne }: Experts, probabilities: Value): Value {
  const [top, places] = graph.ops('TopK', 2, [probabilities, graph.ints([chosen])], { axis: -1 }) as [Value, Value];
  const kept = sumsToOne ? graph.op('Div', [top, graph.op('ReduceSum', [top, graph.ints([-1])], { keepdims: 1 })]) : top;
  const none = graph.op('Mul', [probabilities, graph.floats([0], [])]);
  return graph.op('ScatterElements', [none, places, kept], { axis: -1 });
}
