/** Gives a function's value at a point, and writes its gradient there into the second argument. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

export interface MinimiseOptions {
  /** Ends where no component of the gradient is larger than this. */
  readonly tolerance: number;
  readonly maxSteps: number;
  /** Waited for before each step, so that other work gets its turn; rejects to give up. */
  readonly pause?: () => Promise<void>;
}

/** How many steps the shape of the function is remembered from. */
const memory = 10;

/** Wolfe's conditions on a step: sufficient decrease, and enough of the slope gone. */
const decrease = 1e-4;
const curvature = 0.9;
const maxTrials = 25;

interface Change {
  readonly step: Float64Array;
  readonly slope: Float64Array;
  readonly product: number;
}

interface Place {
  readonly point: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
}

/**
 * Finds the minimum of a smooth convex function by limited-memory BFGS (Liu and Nocedal 1989; Nocedal and Wright, Numerical Optimization,
 * algorithms 7.4 and 7.5), with a search along each direction that halves an interval until Wolfe's conditions hold.
 */
export async function minimise(
  objective: Objective,
  start: Float64Array,
  { tolerance, maxSteps, pause }: MinimiseOptions,
): Promise<Float64Array> {
  const changes: Change[] = [];
  let here = placeAt(objective, start);
  for (let step = 0; step < maxSteps && largest(here.gradient) > tolerance; step++) {
    await pause?.();
    const direction = descent(here.gradient, changes);
    const first = changes.length > 0 ? 1 : 1 / Math.max(1, Math.sqrt(dot(here.gradient, here.gradient)));
    const next = search(objective, here, direction, first);
    // No lower place is left that numbers of this size can tell apart.
    if (next === undefined) break;
    remember(changes, here, next);
    here = next;
  }
  return here.point;
}

function placeAt(objective: Objective, point: Float64Array): Place {
  const gradient = new Float64Array(point.length);
  return { point, value: objective(point, gradient), gradient };
}

/** The two loops over the remembered changes: an approximation of −H⁻¹ · gradient. */
function descent(gradient: Float64Array, changes: readonly Change[]): Float64Array {
  const direction = gradient.map((value) => -value);
  const shares = new Map<Change, number>();
  for (const change of changes.toReversed()) {
    const share = dot(change.step, direction) / change.product;
    shares.set(change, share);
    add(direction, change.slope, -share);
  }
  const last = changes.at(-1);
  if (last !== undefined) {
    const scale = last.product / dot(last.slope, last.slope);
    for (let i = 0; i < direction.length; i++) direction[i] = (direction[i] as number) * scale;
  }
  for (const change of changes) {
    add(direction, change.step, (shares.get(change) as number) - dot(change.slope, direction) / change.product);
  }
  return direction;
}

function search(objective: Objective, from: Place, direction: Float64Array, first: number): Place | undefined {
  const slope = dot(from.gradient, direction);
  if (slope >= 0) return undefined;
  let [low, high, length] = [0, Infinity, first];
  let best: Place | undefined;
  for (let trial = 0; trial < maxTrials; trial++) {
    const place = placeAt(
      objective,
      from.point.map((value, i) => value + length * (direction[i] as number)),
    );
    if (!(place.value <= from.value + decrease * length * slope)) high = length;
    else {
      best = place;
      if (dot(place.gradient, direction) >= curvature * slope) return place;
      low = length;
    }
    length = high === Infinity ? 2 * length : (low + high) / 2;
  }
  return best;
}

function remember(changes: Change[], from: Place, to: Place): void {
  const step = to.point.map((value, i) => value - (from.point[i] as number));
  const slope = to.gradient.map((value, i) => value - (from.gradient[i] as number));
  const product = dot(step, slope);
  if (product <= 1e-12 * dot(slope, slope)) return;
  changes.push({ step, slope, product });
  if (changes.length > memory) changes.shift();
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

function add(to: Float64Array, values: Float64Array, factor: number): void {
  for (let i = 0; i < to.length; i++) to[i] = (to[i] as number) + factor * (values[i] as number);
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
