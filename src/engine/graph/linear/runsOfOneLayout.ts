import type { Matrix } from '../weights/matrix.js';
import { areAlike, isInBlocks } from './blocks.js';

/** Matrices that lie below each other and are multiplied as one. */
export type Run = readonly [Matrix, ...Matrix[]];

/**
 * The parts of a matrix, those together that follow each other and are stored in blocks of one layout; undefined where no part is stored in
 * blocks. A file may have queries and keys in 4 bits and values in 6.
 */
export function runsOfOneLayout(matrix: Matrix): Run[] | undefined {
  const parts = matrix.parts ?? [matrix];
  if (!parts.some(isInBlocks)) return undefined;
  const runs: [Matrix, ...Matrix[]][] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (last !== undefined && isInBlocks(part) && isInBlocks(last[0]) && areAlike(part, last[0])) last.push(part);
    else runs.push([part]);
  }
  return runs;
}
