/** The largest of some numbers and a start value; that value where there are none. `Math.max(...numbers)` overflows the stack for many. */
export function maxOf(numbers: Iterable<number>, start = -Infinity): number {
  let largest = start;
  for (const number of numbers) largest = Math.max(largest, number);
  return largest;
}

/** The smallest of some numbers and a start value; that value where there are none. */
export function minOf(numbers: Iterable<number>, start = Infinity): number {
  let smallest = start;
  for (const number of numbers) smallest = Math.min(smallest, number);
  return smallest;
}
