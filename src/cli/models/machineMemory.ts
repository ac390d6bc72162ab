import { totalmem } from 'node:os';

/** What a model takes while it works, by the size of its weights: a little more, for what it has read. Bytes. */
export function memoryFor(weightBytes: number): number {
  return Math.round(weightBytes * 1.15);
}

/** Whether a model that takes so much has room beside an editor and a browser: half of the memory is theirs. */
export function fitsMachine(memoryBytes: number, installed = totalmem()): boolean {
  return memoryBytes <= installed / 2;
}
