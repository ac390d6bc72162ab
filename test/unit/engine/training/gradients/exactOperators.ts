import type { OnnxNode } from '../../../../../src/engine/graph/onnx/model.js';
import { axisOf, count, type Exact, joinedShape, repeated, tensor } from './exactTensor.js';
import { erf } from './erf.js';

type Operator = (inputs: readonly Exact[], node: OnnxNode) => readonly (Exact | undefined)[];

const each =
  (of: (x: number) => number): Operator =>
  ([x]) => [{ shape: (x as Exact).shape, values: (x as Exact).values.map(of) }];

const both =
  (of: (a: number, b: number) => number): Operator =>
  ([a, b]) => [
    tensor(joinedShape((a as Exact).shape, (b as Exact).shape), (index) => of(repeated(a as Exact, index), repeated(b as Exact, index))),
  ];

const whole = (values: readonly number[], shape: readonly number[] = [values.length]): Exact => ({
  shape,
  values: Float64Array.from(values),
});

const integer = ({ attributes }: OnnxNode, name: string, otherwise: number): number =>
  (attributes[name] as number | undefined) ?? otherwise;
const float = ({ attributes }: OnnxNode, name: string, otherwise: number): number =>
  (attributes[name] as { readonly float: number } | undefined)?.float ?? otherwise;

function turned(x: Exact): Exact {
  const order = x.shape.map((_, axis) => axis);
  const last = order.length - 1;
  [order[last], order[last - 1]] = [last - 1, last];
  return transposed(x, order);
}

function transposed(x: Exact, perm: readonly number[]): Exact {
  return tensor(
    perm.map((axis) => x.shape[axis] as number),
    (index) => {
      const from = x.shape.map((_, axis) => index[perm.indexOf(axis)] as number);
      return repeated(x, from);
    },
  );
}

function product(a: Exact, b: Exact, factor = 1): Exact {
  const [rows, inner] = a.shape.slice(-2) as [number, number];
  const columns = b.shape.at(-1) as number;
  const outer = joinedShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  return tensor([...outer, rows, columns], (index) => {
    const [row, column] = index.slice(-2) as [number, number];
    const before = index.slice(0, -2);
    let sum = 0;
    for (let k = 0; k < inner; k++) sum += repeated(a, [...before, row, k]) * repeated(b, [...before, k, column]);
    return factor * sum;
  });
}

function reduced(x: Exact, axes: readonly number[], keep: boolean, isMean: boolean): Exact {
  const chosen = new Set(axes.map((axis) => axisOf(axis, x.shape.length)));
  const kept = x.shape.map((size, axis) => (chosen.has(axis) ? 1 : size));
  const result = tensor(kept, () => 0);
  const full = tensor(x.shape, () => 0);
  full.values.forEach((_, place) => {
    const index = x.shape.map((_size, axis) => Math.floor(place / count(x.shape.slice(axis + 1))) % (x.shape[axis] as number));
    const to = index.reduce((sum, at, axis) => sum * (kept[axis] as number) + (chosen.has(axis) ? 0 : at), 0);
    result.values[to] = (result.values[to] as number) + (x.values[place] as number);
  });
  const divisor = isMean ? count(x.shape) / count(kept) : 1;
  const shape = keep ? kept : x.shape.filter((_, axis) => !chosen.has(axis));
  return { shape, values: result.values.map((value) => value / divisor) };
}

const reduce =
  (isMean: boolean): Operator =>
  ([x, axes], node) => {
    const given = axes === undefined || axes.shape[0] === 0 ? [] : [...axes.values];
    if (given.length === 0 && integer(node, 'noop_with_empty_axes', 0) === 1) return [x];
    const chosen = given.length > 0 ? given : (x as Exact).shape.map((_, axis) => axis);
    return [reduced(x as Exact, chosen, integer(node, 'keepdims', 1) === 1, isMean)];
  };

function softmaxOf(x: Exact, isLog: boolean): Exact {
  const size = x.shape.at(-1) as number;
  return tensor(x.shape, (index) => {
    const row = Array.from({ length: size }, (_, at) => repeated(x, [...index.slice(0, -1), at]));
    const largest = Math.max(...row);
    const logSum = largest + Math.log(row.reduce((sum, value) => sum + Math.exp(value - largest), 0));
    const log = repeated(x, index) - logSum;
    return isLog ? log : Math.exp(log);
  });
}

function normalised(x: Exact, gain: Exact, bias: Exact | undefined, epsilon: number, isCentred: boolean): Exact {
  const size = x.shape.at(-1) as number;
  return tensor(x.shape, (index) => {
    const row = Array.from({ length: size }, (_, at) => repeated(x, [...index.slice(0, -1), at]));
    const mean = isCentred ? row.reduce((a, b) => a + b, 0) / size : 0;
    const deviation = Math.sqrt(row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / size + epsilon);
    const at = [index.at(-1) as number];
    return ((repeated(x, index) - mean) / deviation) * repeated(gain, at) + (bias === undefined ? 0 : repeated(bias, at));
  });
}

function sliced(x: Exact, axis: number, from: number, size: number): Exact {
  const shape = x.shape.map((each, at) => (at === axis ? size : each));
  return tensor(shape, (index) =>
    repeated(
      x,
      index.map((at, each) => (each === axis ? at + from : at)),
    ),
  );
}

function reshaped(x: Exact, wanted: readonly number[]): Exact {
  const known = wanted.map((size, axis) => (size === 0 ? (x.shape[axis] as number) : size));
  const rest = count(known.filter((size) => size >= 0));
  return { shape: known.map((size) => (size < 0 ? x.values.length / rest : size)), values: x.values };
}

/** x [B, S, heads · size] with halves of each head turned against each other. */
function rotated([x, positions, cosines, sines]: readonly Exact[]): Exact {
  const half = (cosines as Exact).shape[1] as number;
  return tensor((x as Exact).shape, (index) => {
    const [b, s, c] = index as [number, number, number];
    const position = repeated(positions as Exact, [b, s]);
    const within = c % (2 * half);
    const pair = within % half;
    const other = within < half ? c + half : c - half;
    const [cos, sin] = [repeated(cosines as Exact, [position, pair]), repeated(sines as Exact, [position, pair])];
    return repeated(x as Exact, index) * cos + (within < half ? -1 : 1) * sin * repeated(x as Exact, [b, s, other]);
  });
}

const skipped =
  (isCentred: boolean): Operator =>
  ([x, skip, gain, bias], node) => {
    const sum = tensor((x as Exact).shape, (index) => repeated(x as Exact, index) + repeated(skip as Exact, index));
    return [normalised(sum, gain as Exact, bias, float(node, 'epsilon', 1e-5), isCentred), undefined, undefined, sum];
  };

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** The operators of graphs for training and of their gradients, in float64. Axes of softmax are the last. */
export const exactOperators: Readonly<Record<string, Operator>> = {
  Add: both((a, b) => a + b),
  Cast: each((x) => x),
  Concat: (inputs, node) => {
    const axis = axisOf(integer(node, 'axis', 0), (inputs[0] as Exact).shape.length);
    const sizes = inputs.map(({ shape }) => shape[axis] as number);
    const shape = (inputs[0] as Exact).shape.map((size, at) => (at === axis ? sizes.reduce((a, b) => a + b, 0) : size));
    return [
      tensor(shape, (index) => {
        let [at, part] = [index[axis] as number, 0];
        while (at >= (sizes[part] as number)) at -= sizes[part++] as number;
        return repeated(
          inputs[part] as Exact,
          index.map((each, place) => (place === axis ? at : each)),
        );
      }),
    ];
  },
  Div: both((a, b) => a / b),
  Equal: both((a, b) => Number(a === b)),
  Erf: each(erf),
  Exp: each(Math.exp),
  Expand: ([x, shape]) => {
    const joined = joinedShape((x as Exact).shape, [...(shape as Exact).values]);
    return [tensor(joined, (index) => repeated(x as Exact, index))];
  },
  FastGelu: each((x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)))),
  Flatten: ([x], node) => [reshaped(x as Exact, [count((x as Exact).shape.slice(0, integer(node, 'axis', 1))), -1])],
  FusedMatMul: ([a, b], node) => {
    const left = integer(node, 'transA', 0) === 1 ? turned(a as Exact) : (a as Exact);
    const right = integer(node, 'transB', 0) === 1 ? turned(b as Exact) : (b as Exact);
    return [product(left, right, float(node, 'alpha', 1))];
  },
  Gather: ([x, at], node) => {
    const axis = integer(node, 'axis', 0);
    const [before, after] = [(x as Exact).shape.slice(0, axis), (x as Exact).shape.slice(axis + 1)];
    const { shape } = at as Exact;
    return [
      tensor([...before, ...shape, ...after], (index) => {
        const taken = repeated(at as Exact, index.slice(axis, axis + shape.length));
        return repeated(x as Exact, [...index.slice(0, axis), taken, ...index.slice(axis + shape.length)]);
      }),
    ];
  },
  GatherElements: ([x, at], node) => {
    const axis = axisOf(integer(node, 'axis', 0), (x as Exact).shape.length);
    return [
      tensor((at as Exact).shape, (index) =>
        repeated(
          x as Exact,
          index.map((each, place) => (place === axis ? repeated(at as Exact, index) : each)),
        ),
      ),
    ];
  },
  Gelu: each((x) => 0.5 * x * (1 + erf(x * Math.SQRT1_2))),
  Greater: both((a, b) => Number(a > b)),
  Identity: each((x) => x),
  LayerNormalization: ([x, gain, bias], node) => [normalised(x as Exact, gain as Exact, bias, float(node, 'epsilon', 1e-5), true)],
  Log: each(Math.log),
  LogSoftmax: ([x]) => [softmaxOf(x as Exact, true)],
  MatMul: ([a, b]) => [product(a as Exact, b as Exact)],
  Mul: both((a, b) => a * b),
  Neg: each((x) => -x),
  NonZero: ([x]) => {
    const places = [...(x as Exact).values.keys()].filter((place) => (x as Exact).values[place] !== 0);
    return [whole(places, [1, places.length])];
  },
  Not: each((x) => Number(x === 0)),
  QuickGelu: ([x], node) => each((value) => value * sigmoid(float(node, 'alpha', 1.702) * value))([x as Exact], node),
  ReduceMean: reduce(true),
  ReduceSum: reduce(false),
  Relu: each((x) => Math.max(0, x)),
  Reshape: ([x, shape]) => [reshaped(x as Exact, [...(shape as Exact).values])],
  RotaryEmbedding: (inputs) => [rotated(inputs)],
  ScatterElements: ([x, at, updates], node) => {
    const result = (x as Exact).values.slice();
    const { shape } = updates as Exact;
    const axis = axisOf(integer(node, 'axis', 0), shape.length);
    const places = tensor(shape, (index) =>
      index.reduce(
        (sum, each, place) => sum * ((x as Exact).shape[place] as number) + (place === axis ? repeated(at as Exact, index) : each),
        0,
      ),
    );
    places.values.forEach((to, from) => (result[to] = (result[to] as number) + ((updates as Exact).values[from] as number)));
    return [{ shape: (x as Exact).shape, values: result }];
  },
  Shape: ([x], node) => {
    const { shape } = x as Exact;
    const start = axisOf(integer(node, 'start', 0), shape.length);
    return [whole(shape.slice(start, axisOf(integer(node, 'end', shape.length), shape.length)))];
  },
  Sigmoid: each(sigmoid),
  SimplifiedLayerNormalization: ([x, gain], node) => [
    normalised(x as Exact, gain as Exact, undefined, float(node, 'epsilon', 1e-5), false),
  ],
  Size: ([x]) => [whole([(x as Exact).values.length], [])],
  SkipLayerNormalization: skipped(true),
  SkipSimplifiedLayerNormalization: skipped(false),
  Softmax: ([x]) => [softmaxOf(x as Exact, false)],
  Softplus: each((x) => Math.log1p(Math.exp(x))),
  Split: ([x, sizes], node) => {
    const axis = axisOf(integer(node, 'axis', 0), (x as Exact).shape.length);
    let from = 0;
    return [...(sizes as Exact).values].map((size) => sliced(x as Exact, axis, (from += size) - size, size));
  },
  Sqrt: each(Math.sqrt),
  Squeeze: ([x, axes]) => [
    reshaped(
      x as Exact,
      (x as Exact).shape.filter((_, axis) => !(axes as Exact).values.includes(axis)),
    ),
  ],
  Sub: both((a, b) => a - b),
  Tanh: each(Math.tanh),
  Transpose: ([x], { attributes }) => [transposed(x as Exact, attributes['perm'] as readonly number[])],
  Unsqueeze: ([x, axes]) => {
    const rank = (x as Exact).shape.length + (axes as Exact).values.length;
    const added = new Set([...(axes as Exact).values].map((axis) => axisOf(axis, rank)));
    const sizes = [...(x as Exact).shape];
    return [
      { shape: Array.from({ length: rank }, (_, axis) => (added.has(axis) ? 1 : (sizes.shift() as number))), values: (x as Exact).values },
    ];
  },
  Where: ([condition, a, b]) => {
    const shape = joinedShape((condition as Exact).shape, joinedShape((a as Exact).shape, (b as Exact).shape));
    return [tensor(shape, (index) => repeated(repeated(condition as Exact, index) === 0 ? (b as Exact) : (a as Exact), index))];
  },
};
