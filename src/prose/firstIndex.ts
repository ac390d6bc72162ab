/**
 * The index of the first item for which a condition holds; the length where it holds for none. Takes logarithmic time.
 * @param holds false for the first items, true for the others
 */
export function firstIndex<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
