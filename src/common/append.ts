/** Adds all items to the end of an array. `target.push(...items)` overflows the stack for many. */
export function append<T>(target: T[], items: Iterable<T>): void {
  for (const item of items) target.push(item);
}
