import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readsSequences } from '../../src/engine/graph/architectures/encoderRegistry.js';
import { openCausalGraph, openEncoderGraph } from '../../src/engine/graph/graphCache.js';
import type { Precision } from '../../src/engine/graph/graphContext.js';
import { type FloatType, GraphBuilder } from '../../src/engine/graph/onnx/graphBuilder.js';
import type { OnnxNode } from '../../src/engine/graph/onnx/model.js';
import { openCheckpoint } from '../../src/engine/models/openCheckpoint.js';
import { golden } from '../util/golden.js';
import { readProjectFile } from '../util/projectFiles.js';

/** What the makers of ONNX Runtime publish of the kernels of devices that are not at hand: the numbers that each takes. */
type Kernels = Readonly<Record<string, readonly FloatType[]>>;
const published = JSON.parse(readProjectFile('test/data/kernels/operatorKernels.json')) as Readonly<Record<'cuda' | 'directml', Kernels>>;

const names = ['gpt2', 'gptj', 'llama-tied', 'qwen3', 'gemma3', 'bert-pair-adapters', 'modernbert-masked-lm', 'llama-classifier'];
const targets = [
  { device: 'cuda', numbers: 'float16' },
  { device: 'directml', numbers: 'float16' },
  { device: 'directml', numbers: 'float32' },
] as const;

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'cloze-test-'))));
afterAll(() => rm(folder, { recursive: true }));

describe.each(targets)('a graph for $device in $numbers', ({ device, numbers }) => {
  test.each(names.flatMap((name) => (['float32', 'int8', 'int4'] as const).map((precision) => ({ name, precision }))))(
    'has a published kernel for each node of $name in $precision',
    async ({ name, precision }) => {
      const nodes = await nodesOf(name, precision, device, numbers);
      const missing = nodes.filter((operator) => published[device][operator]?.includes(numbers) !== true);
      expect(nodes.length).toBeGreaterThan(20);
      expect([...new Set(missing)]).toEqual([]);
    },
  );
});

async function nodesOf(name: string, precision: Precision, device: 'cuda' | 'directml', numbers: FloatType): Promise<string[]> {
  const build = vi.spyOn(GraphBuilder.prototype, 'build');
  const checkpoint = await openCheckpoint(golden(name).folder);
  const target = { device, numbers };
  const load = (): Promise<void> => Promise.resolve();
  await (readsSequences(checkpoint)
    ? openEncoderGraph(checkpoint, { kind: 'encoder', precision, target, output: 'answers' }, { folder }, load)
    : openCausalGraph(checkpoint, { precision, target, output: 'distribution' }, { folder }, load));
  await checkpoint.close();
  const model = build.mock.results[0]?.value as { readonly nodes: readonly OnnxNode[] };
  build.mockRestore();
  return model.nodes.flatMap(operators);
}

/** The operators of a node and of its branches, with their domain. */
function operators({ domain, opType, attributes }: OnnxNode): string[] {
  const inner = Object.values(attributes).flatMap((value) =>
    typeof value === 'object' && 'subgraph' in value ? value.subgraph.nodes.flatMap(operators) : [],
  );
  return [domain === '' ? opType : `${domain}.${opType}`, ...inner];
}
