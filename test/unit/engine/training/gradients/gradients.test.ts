import { expect, test } from 'vitest';
import { GraphBuilder, type Value } from '../../../../../src/engine/graph/onnx/graphBuilder.js';
import { gradients } from '../../../../../src/engine/training/gradients/gradients.js';
import { operators } from '../../../../../src/engine/training/gradients/operators.js';
import { binaryLoss, contrastiveLoss, crossEntropy } from '../../../../../src/engine/training/losses.js';
import { seededRandom } from '../../../../../src/engine/decode/seededRandom.js';
import { exactValues } from './exactGraph.js';
import { count, type Exact } from './exactTensor.js';

type Write = (graph: GraphBuilder, inputs: readonly Value[]) => Value | readonly Value[];

interface Case {
  readonly shapes: readonly (readonly number[])[];
  readonly write: Write;
  /** What inputs are moved to, so that no root or logarithm meets a negative number. */
  readonly positive?: true;
}

const one =
  (type: string, ...more: [attributes?: Parameters<GraphBuilder['op']>[2]]): Write =>
  (graph, inputs) =>
    graph.op(type, inputs, ...more);
const own =
  (type: string, ...more: [attributes?: Parameters<GraphBuilder['op']>[2]]): Write =>
  (graph, inputs) =>
    graph.contrib(type, inputs, ...more);
const epsilon = { epsilon: { float: 1e-3 } };
const rotaryTables = (graph: GraphBuilder): [Value, Value, Value] => [
  graph.ints([0, 1, 2, 2, 1, 0], [2, 3]),
  graph.floats([1, 1, 0.5, 0.4, -0.3, 0.2], [3, 2]),
  graph.floats([0, 0, 0.8, 0.9, 0.7, -0.6], [3, 2]),
];

/** At least one case for each operator, with inputs that are repeated where it may have such. */
const cases: Record<string, Case> = {
  Add: { shapes: [[2, 3, 4], [3, 1]], write: one('Add') }, // prettier-ignore
  'Add of a number': { shapes: [[2, 3], []], write: one('Add') }, // prettier-ignore
  Sub: { shapes: [[3], [2, 3]], write: one('Sub') }, // prettier-ignore
  Mul: { shapes: [[2, 1, 4], [3, 4]], write: one('Mul') }, // prettier-ignore
  Div: { shapes: [[2, 3], [3]], write: one('Div'), positive: true }, // prettier-ignore
  MatMul: { shapes: [[2, 3, 4], [4, 5]], write: one('MatMul') }, // prettier-ignore
  'MatMul of stacks': { shapes: [[2, 2, 3, 4], [1, 2, 4, 2]], write: one('MatMul') }, // prettier-ignore
  FusedMatMul: { shapes: [[2, 3, 4], [5, 4]], write: own('FusedMatMul', { transB: 1, alpha: { float: 0.5 } }) }, // prettier-ignore
  'FusedMatMul, the first turned': { shapes: [[4, 3], [4, 5]], write: own('FusedMatMul', { transA: 1 }) }, // prettier-ignore
  'FusedMatMul, both turned': { shapes: [[4, 3], [5, 4]], write: own('FusedMatMul', { transA: 1, transB: 1 }) }, // prettier-ignore
  Transpose: { shapes: [[2, 3, 4]], write: one('Transpose', { perm: [1, 2, 0] }) },
  Reshape: { shapes: [[2, 3, 4]], write: (graph, [x]) => graph.op('Reshape', [x as Value, graph.ints([0, -1])]) },
  Flatten: { shapes: [[2, 3, 4]], write: one('Flatten', { axis: 2 }) },
  Squeeze: { shapes: [[1, 3]], write: (graph, [x]) => graph.op('Squeeze', [x as Value, graph.ints([0])]) },
  Unsqueeze: { shapes: [[2, 3]], write: (graph, [x]) => graph.op('Unsqueeze', [x as Value, graph.ints([-1])]) },
  Expand: { shapes: [[3, 1]], write: (graph, [x]) => graph.op('Expand', [x as Value, graph.ints([2, 3, 4])]) },
  Identity: { shapes: [[3]], write: one('Identity') },
  Concat: { shapes: [[2, 3], [2, 1], [2, 2]], write: one('Concat', { axis: -1 }) }, // prettier-ignore
  Split: { shapes: [[2, 5]], write: (graph, [x]) => graph.ops('Split', 2, [x as Value, graph.ints([2, 3])], { axis: 1 }) },
  'Split of which a part is used': {
    shapes: [[2, 5]],
    write: (graph, [x]) => graph.ops('Split', 2, [x as Value, graph.ints([2, 3])], { axis: -1 })[1] as Value,
  },
  Gather: { shapes: [[4, 3]], write: (graph, [x]) => graph.op('Gather', [x as Value, graph.ints([2, 0, 2, 1], [2, 2])], { axis: 0 }) },
  'Gather along a later axis': {
    shapes: [[2, 4, 3]],
    write: (graph, [x]) => graph.op('Gather', [x as Value, graph.ints([3, 3])], { axis: 1 }),
  },
  GatherElements: {
    shapes: [[2, 3]],
    write: (graph, [x]) => graph.op('GatherElements', [x as Value, graph.ints([2, 2], [2, 1])], { axis: -1 }),
  },
  Softmax: { shapes: [[2, 3, 4]], write: one('Softmax', { axis: -1 }) },
  LogSoftmax: { shapes: [[3, 4]], write: one('LogSoftmax', { axis: -1 }) },
  Softplus: { shapes: [[5]], write: one('Softplus') },
  Sigmoid: { shapes: [[5]], write: one('Sigmoid') },
  Tanh: { shapes: [[5]], write: one('Tanh') },
  Relu: { shapes: [[9]], write: one('Relu') },
  Erf: { shapes: [[5]], write: one('Erf') },
  Sqrt: { shapes: [[5]], write: one('Sqrt'), positive: true },
  Exp: { shapes: [[5]], write: one('Exp') },
  Log: { shapes: [[5]], write: one('Log'), positive: true },
  Neg: { shapes: [[5]], write: one('Neg') },
  Gelu: { shapes: [[9]], write: own('Gelu') },
  FastGelu: { shapes: [[9]], write: own('FastGelu') },
  QuickGelu: { shapes: [[9]], write: own('QuickGelu', { alpha: { float: 1 } }) },
  ReduceSum: { shapes: [[2, 3, 4]], write: (graph, [x]) => graph.op('ReduceSum', [x as Value, graph.ints([1])], { keepdims: 0 }) },
  'ReduceSum of everything': { shapes: [[2, 3]], write: one('ReduceSum', { keepdims: 0 }) },
  ReduceMean: { shapes: [[2, 3, 4]], write: (graph, [x]) => graph.op('ReduceMean', [x as Value, graph.ints([-1])], { keepdims: 1 }) },
  Where: {
    shapes: [[2, 3], [3]], // prettier-ignore
    write: (graph, [a, b]) =>
      graph.op('Where', [graph.op('Greater', [graph.floats([1, -1, 1], [3]), graph.floats([0], [])]), a as Value, b as Value]),
  },
  LayerNormalization: { shapes: [[2, 5], [5], [5]], write: one('LayerNormalization', epsilon) }, // prettier-ignore
  SimplifiedLayerNormalization: { shapes: [[2, 5], [5]], write: one('SimplifiedLayerNormalization', epsilon) }, // prettier-ignore
  SkipSimplifiedLayerNormalization: {
    shapes: [[2, 5], [2, 5]], // prettier-ignore
    write: (graph, [x, skip]) => {
      const gain = graph.floats([1, 2, 0.5, -1, 1.5]);
      const [normed, , , sum] = graph.contribs('SkipSimplifiedLayerNormalization', 4, [x as Value, skip as Value, gain], epsilon);
      return [normed as Value, sum as Value];
    },
  },
  SkipLayerNormalization: {
    shapes: [[2, 5], [2, 5]], // prettier-ignore
    write: (graph, [x, skip]) => {
      const [gain, bias] = [graph.floats([1, 2, 0.5, -1, 1.5]), graph.floats([0, 1, 2, 3, 4])];
      return graph.contribs('SkipLayerNormalization', 4, [x as Value, skip as Value, gain, bias], epsilon)[0] as Value;
    },
  },
  RotaryEmbedding: { shapes: [[2, 3, 8]], write: (graph, [x]) => graph.contrib('RotaryEmbedding', [x as Value, ...rotaryTables(graph)]) },
  'cross-entropy': {
    shapes: [[3, 4]],
    write: (graph, [x]) => crossEntropy(graph, x as Value, graph.floats([1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0.5, 1], [3, 4])),
  },
  'cross-entropy of several labels': {
    shapes: [[2, 3]],
    write: (graph, [x]) =>
      binaryLoss(graph, x as Value, graph.floats([1, 0, 1, 0, 0, 1], [2, 3]), graph.floats([1, 1, 0.5, 2, 1, 1], [2, 3])),
  },
  'the loss of what is alike': {
    shapes: [[3, 4]],
    write: (graph, [x]) =>
      contrastiveLoss(
        graph,
        x as Value,
        graph.floats([0, 1, 0, 1, 0, 0, 0.5, 0.5, 0], [3, 3]),
        graph.floats([-1e9, 0, 0, 0, -1e9, 0, 0, 0, -1e9], [3, 3]),
      ),
  },
};

test.each(Object.entries(cases))('the gradient of %s is that of finite differences', (_, { shapes, write, positive }) => {
  const random = seededRandom(11);
  const number = (): number => (positive === true ? 0.5 + random() : 2 * random() - 1);
  const names = shapes.map((_shape, at) => `x${at}` as Value);
  const inputs = new Map<string, Exact>();
  shapes.forEach((shape, at) => inputs.set(`x${at}`, { shape, values: Float64Array.from({ length: count(shape) }, number) }));
  const graph = new GraphBuilder();
  const written = write(graph, names);
  const loss = weighted(graph, typeof written === 'string' ? [written] : written, inputs);
  const found = gradients(graph, loss, names);
  const model = graph.build();
  const values = exactValues(model, inputs);
  const lossAt = (changed: ReadonlyMap<string, Exact>): number => exactValues(model, changed).get(loss)?.values[0] ?? NaN;
  for (const name of names) {
    const { shape, values: point } = inputs.get(name) as Exact;
    const gradient = values.get(found.get(name) ?? '')?.values ?? new Float64Array();
    expect(gradient).toHaveLength(point.length);
    const slopes = point.map((_value, at) => {
      const moved = (by: number): number =>
        lossAt(new Map([...inputs, [name, { shape, values: point.with(at, (point[at] as number) + by) }]]));
      return (moved(1e-5) - moved(-1e-5)) / 2e-5;
    });
    const largest = Math.max(...slopes.map(Math.abs), 1e-3);
    for (const [at, slope] of slopes.entries()) expect(Math.abs((gradient[at] as number) - slope) / largest, name).toBeLessThan(1e-6);
  }
});

/** A loss in which each number has a weight of its own. */
function weighted(graph: GraphBuilder, values: readonly Value[], inputs: ReadonlyMap<string, Exact>): Value {
  const probe = exactValues(graph.build(), inputs);
  const sums = values.map((value, part) => {
    const { shape } = probe.get(value) as Exact;
    const weights = Float32Array.from({ length: count(shape) }, (_, at) => Math.sin(3 * at + part + 1));
    return graph.op('ReduceSum', [graph.op('Mul', [value, graph.floats(weights, shape)])], { keepdims: 0 });
  });
  return sums.reduce((sum, each) => graph.op('Add', [sum, each]));
}

test('each operator with a gradient is compared with finite differences', () => {
  expect(Object.keys(operators).filter((name) => !Object.keys(cases).includes(name))).toEqual([]);
});

test('an operator without a gradient is named', () => {
  const graph = new GraphBuilder();
  const loss = graph.op('Ceil', ['x' as Value]);
  expect(() => gradients(graph, loss, ['x' as Value])).toThrow('The operator Ceil has no vector-Jacobian product.');
});

test('what the loss does not depend on has no gradient', () => {
  const graph = new GraphBuilder();
  const loss = graph.op('Exp', ['x' as Value]);
  expect([...gradients(graph, loss, ['x' as Value, 'y' as Value]).keys()]).toEqual(['x']);
});
