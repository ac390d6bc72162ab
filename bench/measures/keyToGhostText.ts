import { startEngine, stopEngine } from '../harness/engineChild.js';
import type { Measure } from '../harness/measure.js';
import { quantile, summarise } from '../harness/statistics.js';
import { benchText } from '../harness/text.js';
import { replay } from '../replay/replay.js';

/** 60 words a minute are 300 keys a minute. */
const keyMs = 200;

/** English prose has about this many characters a token, so that this much text is about 512 tokens. */
const contextCharacters = 512 * 4.4;

export const keyToGhostText: Measure = {
  name: 'key-to-ghost-text',
  title: 'From a key to ghost text',
  method:
    'A paragraph is typed at 60 words a minute behind some 512 tokens of context, through the editor’s own session and the engine in its process. Milliseconds from a key to its ghost text or to the decision that there is none, the wait for the next key included; a key that is overtaken by the next one counts until an answer comes. Without the time that the editor takes to draw.',
  async run(context) {
    const text = await benchText(context.root);
    const before = text.slice(text.indexOf('\n\n') + 2).slice(0, Math.round(contextCharacters));
    const typed = text
      .slice(text.indexOf('\n\n') + 2 + before.length)
      .replaceAll(/\s+/g, ' ')
      .slice(0, context.quick ? 20 : 600);
    const engine = await startEngine(context);
    try {
      const { contextTokens } = await engine.client.engine.warm({ context: { headings: [], before, after: '' } });
      context.log(`Typing ${typed.length} characters behind ${contextTokens} tokens …`);
      const { latencies, along, shown } = await replay(before, typed, keyMs, engine.client.engine);
      const note = `${latencies.length} keys needed the model; ${along} were answered by typing along; ghost text stood after ${shown} of ${typed.length} keys`;
      return [
        { what: 'half of the keys', unit: 'ms', ours: summarise(latencies), target: { atMost: 150 }, note },
        { what: '95 of 100 keys', unit: 'ms', ours: quantile(latencies, 0.95), target: { atMost: 350 } },
      ];
    } finally {
      await stopEngine(engine);
    }
  },
};
