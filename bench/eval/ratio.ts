/** a ÷ b, or `null` where b is nothing to divide by. */
export function ratio(a: number, b: number): number | null {
  return b === 0 ? null : a / b;
}

/** A figure as JSON can hold it: `null` where it is not a number. */
export function figure(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

export function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
