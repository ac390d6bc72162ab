/** A tensor in float64, row-major; whole numbers and truth values too. */
export interface Exact {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

export function count(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

export function strides(shape: readonly number[]): number[] {
  return shape.map((_, axis) => count(shape.slice(axis + 1)));
}

/** The indexes of a place in a tensor of a shape. */
export function indexOf(place: number, shape: readonly number[]): number[] {
  return strides(shape).map((stride, axis) => Math.floor(place / stride) % (shape[axis] as number));
}

/** A tensor whose numbers are made from their indexes. */
export function tensor(shape: readonly number[], at: (index: readonly number[]) => number): Exact {
  return { shape, values: Float64Array.from({ length: count(shape) }, (_, place) => at(indexOf(place, shape))) };
}

/** The number at an index of a tensor that is repeated where its size is 1, and that may have fewer axes. */
export function repeated({ shape, values }: Exact, index: readonly number[]): number {
  const own = index.slice(index.length - shape.length);
  const steps = strides(shape);
  return values[own.reduce((place, at, axis) => place + (shape[axis] === 1 ? 0 : at) * (steps[axis] as number), 0)] as number;
}

/** NumPy's shape of two that are repeated for each other. */
export function joinedShape(a: readonly number[], b: readonly number[]): number[] {
  const length = Math.max(a.length, b.length);
  const sizeAt = (shape: readonly number[], axis: number): number => shape[axis - (length - shape.length)] ?? 1;
  return Array.from({ length }, (_, axis) => (sizeAt(a, axis) === 1 ? sizeAt(b, axis) : sizeAt(a, axis)));
}

/** An axis that may be counted from the last. */
export function axisOf(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis;
}
