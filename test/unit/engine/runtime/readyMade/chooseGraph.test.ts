import { expect, test } from 'vitest';
import type { GraphNumbers, ReadyGraph } from '../../../../../src/engine/models/folders/readyGraphs.js';
import { chooseGraph } from '../../../../../src/engine/runtime/readyMade/chooseGraph.js';

const graph = (numbers: GraphNumbers, bytes = 1e6): ReadyGraph => ({ subfolder: 'onnx', name: 'model', numbers, bytes });

test.each([
  ['the whole one where the model is small', undefined, [graph('q8'), graph('fp32')], 'fp32'],
  ['the one of 8 bits where the model is large', undefined, [graph('fp32', 2e9), graph('q8', 5e8)], 'q8'],
  ['what there is, however large', undefined, [graph('fp32', 2e9)], 'fp32'],
  ['4 bits where they are asked for', 'int4', [graph('fp32'), graph('q4f16'), graph('q4'), graph('q8')], 'q4'],
  ['8 bits for 4 where there are none', 'int4', [graph('fp32'), graph('uint8')], 'uint8'],
  ['half precision for whole where there is no other', 'float32', [graph('q8'), graph('fp16')], 'fp16'],
] as const)('of several graphs it loads %s', (_, precision, graphs, expected) => {
  expect(chooseGraph([...graphs] as [ReadyGraph, ...ReadyGraph[]], precision).numbers).toBe(expected);
});
