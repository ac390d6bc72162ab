/** A function that is convex, its gradient, and its second derivatives. */
export interface Convex {
  readonly value: (at: readonly number[]) => number;
  readonly gradient: (at: readonly number[]) => number[];
  readonly hessian: (at: readonly number[]) => number[][];
}

/** Where the function is least, by Newton's method from zero on; a step that does not lower it is halved. */
export function leastOf({ value, gradient, hessian }: Convex, width: number): number[] {
  let at = new Array<number>(width).fill(0);
  for (let iteration = 0; iteration < 100; iteration++) {
    const step = solve(hessian(at), gradient(at));
    const moved = (share: number): number[] => at.map((coordinate, i) => coordinate - share * (step[i] ?? 0));
    const before = value(at);
    let share = 1;
    let next = moved(share);
    while (share > 1e-6 && value(next) > before) next = moved((share /= 2));
    if (before - value(next) < 1e-10 * (1 + before)) return at;
    at = next;
  }
  return at;
}

/** Solves A x = b by Gaussian elimination with pivoting. */
function solve(a: readonly (readonly number[])[], b: readonly number[]): number[] {
  const rows = a.map((line, i) => [...line, b[i] ?? 0]);
  const size = rows.length;
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let i = column + 1; i < size; i++) if (Math.abs(at(i, column)) > Math.abs(at(pivot, column))) pivot = i;
    [rows[column], rows[pivot]] = [rows[pivot] ?? [], rows[column] ?? []];
    for (let i = column + 1; i < size; i++) {
      const factor = at(i, column) / at(column, column);
      rows[i] = (rows[i] ?? []).map((value, j) => value - factor * at(column, j));
    }
  }
  const x = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    const known = x.reduce((sum, value, j) => (j > i ? sum + at(i, j) * value : sum), 0);
    x[i] = (at(i, size) - known) / at(i, i);
  }
  return x;
}
