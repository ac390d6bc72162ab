import { startEngine, stopEngine } from '../harness/engineChild.js';
import type { Measure } from '../harness/measure.js';
import { benchText } from '../harness/text.js';
import { completeRequest } from '../../src/writing/continuation/engineRequest.js';

export const memory: Measure = {
  name: 'memory',
  title: 'Memory',
  method:
    'Resident memory of the engine’s process, in millions of bytes, with the model loaded and a full context of 1,024 tokens, after several completions.',
  async run(context) {
    const text = await benchText(context.root);
    const engine = await startEngine(context);
    try {
      const options = { maxWords: 10, stopAt: 'sentence', minConfidence: 0, explicit: false } as const;
      let contextTokens = 0;
      for (let round = 0; round < (context.quick ? 1 : 10); round++) {
        const before = text.slice(0, text.length - 40 * round);
        ({ contextTokens } = (
          await engine.client.engine.complete({ ...completeRequest({ headings: [], before, after: '' }, options), brief: false })
        ).usage);
      }
      const { residentBytes } = await engine.client.engine.status();
      return [{ what: `with ${contextTokens} tokens`, unit: 'MB', ours: residentBytes / 1e6, target: { atMost: 350 } }];
    } finally {
      await stopEngine(engine);
    }
  },
};
