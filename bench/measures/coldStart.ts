import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEngine, stopEngine } from '../harness/engineChild.js';
import type { BenchContext, Measure } from '../harness/measure.js';
import type { Figure } from '../harness/result.js';
import { ratioOfPairs, summarise } from '../harness/statistics.js';
import { benchText } from '../harness/text.js';
import { installPeers } from '../peers/install.js';
import { startSide } from '../sides/startSide.js';
import { completeRequest } from '../../src/writing/continuation/engineRequest.js';

/** Characters before the caret: a few paragraphs, as at the top of a chapter. */
const contextCharacters = 1200;

/** Tokens that the rival writes, as many as a continuation of ours has at most. */
const rivalTokens = 12;

export const coldStart: Measure = {
  name: 'cold-start',
  title: 'Cold start',
  method:
    'Milliseconds from the start of the engine’s process to its first completion, about 300 tokens of context. The editor’s own start is not in it. The very first start on a machine builds the graph, later ones find it on disk. Beside it a process that loads the same model with llama.cpp, reads the same text and writes 12 tokens.',
  async run(context) {
    const before = (await benchText(context.root)).slice(0, contextCharacters);
    context.log('Starting the engine with nothing on disk …');
    const empty = await mkdtemp(path.join(tmpdir(), 'cloze-bench-'));
    try {
      const first = await firstCompletion(context, empty, before);
      const { ours, rivals } = await inTurnsWithRival(context, empty, before);
      return [
        { what: 'graph on disk', unit: 'ms', ours: summarise(ours), ...beside(ours, rivals) },
        { what: 'first start ever, graph built', unit: 'ms', ours: first },
      ];
    } finally {
      await rm(empty, { recursive: true });
    }
  },
};

async function inTurnsWithRival(context: BenchContext, folder: string, before: string): Promise<{ ours: number[]; rivals: number[] }> {
  const ours: number[] = [];
  const rivals: number[] = [];
  if (context.gguf !== undefined) installPeers('node-llama-cpp');
  for (let round = 0; round < (context.quick ? 1 : 7); round++) {
    context.log('Starting the engine again …');
    ours.push(await firstCompletion(context, folder, before));
    if (context.gguf !== undefined) rivals.push(await rivalsFirstText(context, context.gguf, before));
  }
  return { ours, rivals };
}

function beside(ours: readonly number[], rivals: readonly number[]): Pick<Figure, 'peer' | 'ratio' | 'target'> {
  if (rivals.length === 0) return {};
  return { peer: { name: 'node-llama-cpp', value: summarise(rivals) }, ratio: ratioOfPairs(ours, rivals), target: { atMost: 0.6 } };
}

async function rivalsFirstText({ threads, cacheFolder }: BenchContext, gguf: string, before: string): Promise<number> {
  const started = performance.now();
  const side = startSide('llamaCpp.ts');
  try {
    await side.open({ model: gguf, threads, contextLength: 2048, cacheFolder, flashAttention: true });
    await side.decode(await side.tokenize(before), rivalTokens - 1);
    return performance.now() - started;
  } finally {
    await side.close();
  }
}

async function firstCompletion(context: BenchContext, cacheFolder: string, before: string): Promise<number> {
  const started = performance.now();
  const engine = await startEngine(context, cacheFolder);
  try {
    const options = { maxWords: 10, stopAt: 'sentence', minConfidence: 0, explicit: false } as const;
    await engine.client.engine.complete(completeRequest({ headings: [], before, after: '' }, options));
    return performance.now() - started;
  } finally {
    await stopEngine(engine);
  }
}
