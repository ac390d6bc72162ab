import type { GraphNumbers, ReadyGraph } from '../../models/folders/readyGraphs.js';
import type { Precision } from '../../graph/graphContext.js';

const whole = ['fp32', 'fp16'] as const;
const bytes = ['q8', 'int8', 'uint8'] as const;
const halfBytes = ['q4', 'q4f16', 'bnb4'] as const;

/** What each precision is nearest to, best first. */
const order: Readonly<Record<Precision, readonly GraphNumbers[]>> = {
  float32: [...whole, ...bytes, ...halfBytes],
  int8: [...bytes, ...whole, ...halfBytes],
  int4: [...halfBytes, ...bytes, ...whole],
};

/** Graphs up to this size are used as they were trained where no precision is asked for. */
const smallGraph = 600 * 2 ** 20;

/** The graph among those of a model that is nearest to what was asked for. */
export function chooseGraph(graphs: readonly [ReadyGraph, ...ReadyGraph[]], precision: Precision | undefined): ReadyGraph {
  const ranked = (wanted: Precision): ReadyGraph =>
    [...graphs].sort((a, b) => order[wanted].indexOf(a.numbers) - order[wanted].indexOf(b.numbers))[0] ?? graphs[0];
  if (precision !== undefined) return ranked(precision);
  const best = ranked('float32');
  return best.bytes <= smallGraph ? best : ranked('int8');
}
