import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEngine, stopEngine } from '../harness/engineChild.js';
import type { BenchContext, Measure } from '../harness/measure.js';
import { summarise } from '../harness/statistics.js';
import { benchText } from '../harness/text.js';
import { completeRequest } from '../../src/writing/continuation/engineRequest.js';

/** Characters before the caret: a few paragraphs, as at the top of a chapter. */
const contextCharacters = 1200;

export const coldStart: Measure = {
  name: 'cold-start',
  title: 'Cold start',
  method:
    'Milliseconds from the start of the engine’s process to its first completion, about 300 tokens of context. The editor’s own start is not in it. The very first start on a machine builds the graph, later ones find it on disk.',
  async run(context) {
    const before = (await benchText(context.root)).slice(0, contextCharacters);
    context.log('Starting the engine with nothing on disk …');
    const empty = await mkdtemp(path.join(tmpdir(), 'cloze-bench-'));
    try {
      const first = await firstCompletion(context, empty, before);
      const later: number[] = [];
      for (let round = 0; round < (context.quick ? 1 : 5); round++) {
        context.log('Starting the engine again …');
        later.push(await firstCompletion(context, empty, before));
      }
      return [
        { what: 'graph on disk', unit: 'ms', ours: summarise(later), target: { atMost: 3000 } },
        { what: 'first start ever, graph built', unit: 'ms', ours: first },
      ];
    } finally {
      await rm(empty, { recursive: true });
    }
  },
};

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
