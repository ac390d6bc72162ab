import { maxOf } from '../extremes.js';

/**
 * Names of entries, under which engines are found in their folder. Each process of an engine takes the name after the last one, which only
 * one can get; a name is never given twice, so that it can be told who was first.
 */

/** The name of the `count`-th process of an engine. */
export function entryName(key: string, count: number): string {
  return `${key}.${count}`;
}

/** The number of the last process of an engine that has an entry; 0 where there is none. */
export function lastEntry(names: readonly string[], key: string): number {
  return maxOf(
    names.map((name) => countIn(name, key)),
    0,
  );
}

/** The entries of an engine's processes before that of this name. */
export function earlierEntries(names: readonly string[], entry: string): readonly string[] {
  const key = entry.slice(0, entry.lastIndexOf('.'));
  const count = countIn(entry, key);
  return names.filter((name) => countIn(name, key) > 0 && countIn(name, key) < count);
}

function countIn(name: string, key: string): number {
  return name.startsWith(`${key}.`) && /^[1-9]\d{0,9}$/.test(name.slice(key.length + 1)) ? Number(name.slice(key.length + 1)) : 0;
}
