import { beforeAll, describe, expect, test } from 'vitest';
import { placements, type PlacedGraph, type Placement } from './placement.js';
import { swiftShaderEnvironment } from './swiftShader.js';

const causal = [
  ...['gemma', 'gemma2', 'gpt_neox', 'granite', 'olmo2', 'phi', 'phi3', 'smollm3', 'stablelm', 'modernbert-decoder', 'qwen3_moe'],
  ...['gpt2', 'gptj', 'llama-tied', 'llama-untied-rope-scaled', 'qwen2', 'qwen3', 'gemma3'],
];
const encoders = [
  ...['albert-masked-lm', 'electra-masked-lm', 'eurobert-masked-lm', 'nomic_bert-masked-lm'],
  ...['bert-pretraining', 'distilbert-masked-lm', 'roberta-sequence-classification', 'modernbert-masked-lm'],
];

/** What only puts the sizes of a batch together, asks whether there are pairs, or takes token ids apart, is no part of a layer. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  'gpt2-classifier': ['Concat', 'Reshape', 'Reshape'],
  'llama-classifier': ['Concat', 'Reshape', 'Reshape'],
  'bert-pair-adapters': ['Greater', 'Size'],
};

const graphs: readonly PlacedGraph[] = [...causal, ...encoders, ...Object.keys(exceptions)].flatMap((name) =>
  (['float32', 'int8', 'int4'] as const).flatMap((precision) =>
    (['float32', 'float16'] as const).map((numbers) => ({ name, device: 'webgpu' as const, precision, numbers })),
  ),
);

describe.skipIf(swiftShaderEnvironment() === undefined)('on WebGPU (needs the SwiftShader of Debian’s Chromium)', () => {
  let found: Map<PlacedGraph, Placement>;
  beforeAll(async () => {
    found = await placements(graphs);
  }, 900_000);

  test.each(graphs)('each node of $name in $precision with $numbers is on the device', (graph) => {
    const { onProcessor, onDevice } = found.get(graph) as Placement;
    expect({ onProcessor, hasLayers: onDevice > 20 }).toEqual({ onProcessor: exceptions[graph.name] ?? [], hasLayers: true });
  });

  test.each(graphs)('a step of $name in $precision with $numbers copies nothing but what is asked and answered', (graph) => {
    expect(found.get(graph)?.copies).toBeLessThanOrEqual(graph.name in exceptions ? 2 : 0);
  });
});
