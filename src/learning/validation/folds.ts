import { shuffled } from './shuffled.js';

/** Deals examples into parts so that each class is spread evenly over them; returns each part's indexes, ascending. */
export function stratifiedFolds(labels: ArrayLike<number>, count: number, random: () => number): number[][] {
  const folds = Array.from({ length: count }, (): number[] => []);
  let next = 0;
  for (const indexes of byClass(labels).values()) {
    for (const index of shuffled(indexes, random)) folds[next++ % count]?.push(index);
  }
  return folds.map((fold) => fold.sort((a, b) => a - b));
}

/** The examples of each class, classes in the order of their first example. */
export function byClass(labels: ArrayLike<number>): Map<number, number[]> {
  const classes = new Map<number, number[]>();
  for (let index = 0; index < labels.length; index++) {
    const label = labels[index] as number;
    const known = classes.get(label);
    if (known === undefined) classes.set(label, [index]);
    else known.push(index);
  }
  return classes;
}
