import { firstIndex } from './firstIndex.js';

/** The index of the last number, of a list in order, that is at most a value; −1 where there is none. */
export function lastAtMost(ordered: readonly number[], value: number): number {
  return firstIndex(ordered, (each) => each > value) - 1;
}
