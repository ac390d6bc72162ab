import type { Machine } from './machine.js';
import type { Summary } from './statistics.js';

/** One line of the table of figures. */
export interface Figure {
  readonly what: string;
  readonly unit: string;
  readonly ours: Summary | number;
  /** The other side of the comparison, measured in the same run. */
  readonly peer?: { readonly name: string; readonly value: Summary | number };
  /** Ours ÷ the peer's. */
  readonly ratio?: Summary | number;
  /** What is to be reached, by the ratio where there is one, else by our figure. */
  readonly target?: { readonly atMost: number } | { readonly atLeast: number };
  /** What else a reader should know, such as how many keys were counted apart. */
  readonly note?: string;
}

/** What one measure found; the content of `results/<measure>.json`. */
export interface MeasureResult {
  readonly measure: string;
  readonly title: string;
  /** How it was measured, in a sentence or two. */
  readonly method: string;
  readonly machine: Machine;
  /** The day, as YYYY-MM-DD. */
  readonly measured: string;
  readonly figures: readonly Figure[];
}

/** The number that a target is compared with. */
export function decisive(figure: Figure): number {
  const value = figure.ratio ?? figure.ours;
  return typeof value === 'number' ? value : value.median;
}
