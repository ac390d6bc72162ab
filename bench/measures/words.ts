import type { EngineClient } from '../../src/backend/engineClient.js';
import { fullRequest, quickRequest } from '../../src/sessions/words/wordRequest.js';
import { placesAt } from '../../src/writing/masking/placesAt.js';
import { startEngine, stopEngine } from '../harness/engineChild.js';
import type { Measure } from '../harness/measure.js';
import { quantile, summarise } from '../harness/statistics.js';
import { benchText } from '../harness/text.js';

/** Words that somebody may want others for: of some length, each in another place. */
const word = /\b\p{Ll}{5,}\b/gu;

interface Waits {
  /** Until the encoder's own list is there. */
  readonly quick: number;
  /** Until the list in the order of both models is there. */
  readonly full: number;
}

export const words: Measure = {
  name: 'words',
  title: 'From a key to a list of words',
  method:
    'Words are asked for at 100 places of the sample manuscript, one after the other, as the editor asks: first what the encoder finds after one look, and at once all that both models can tell. Milliseconds from the key to each list, finding the place in the document included; the models are loaded, and no text before a place is in the cache. Without the time that the editor takes to draw.',
  async run(context) {
    const text = await benchText(context.root);
    const all = [...text.matchAll(word)].map(({ index }) => index + 1);
    const wanted = context.quick ? 3 : 100;
    const carets = Array.from({ length: wanted }, (_, index) => all[Math.floor((index * all.length) / wanted)] ?? 0);
    const engine = await startEngine(context);
    try {
      const waits: Waits[] = [];
      for (const caret of [carets[0] ?? 0, ...carets]) {
        const wait = await ask(text, caret, engine.client);
        if (wait !== undefined) waits.push(wait);
      }
      // The first one loads the models.
      const quick = waits.slice(1).map((wait) => wait.quick);
      const full = waits.slice(1).map((wait) => wait.full);
      return [
        { what: "BERT's own list, half of the places", unit: 'ms', ours: summarise(quick) },
        { what: "BERT's own list, 95 of 100 places", unit: 'ms', ours: quantile(quick, 0.95), target: { atMost: 200 } },
        { what: 'the list of both models, half of the places', unit: 'ms', ours: summarise(full) },
        { what: 'the list of both models, 95 of 100 places', unit: 'ms', ours: quantile(full, 0.95), target: { atMost: 350 } },
      ];
    } finally {
      await stopEngine(engine);
    }
  },
};

/** @returns undefined where there is no place for a word, such as in code */
async function ask(text: string, caret: number, engine: EngineClient): Promise<Waits | undefined> {
  const started = performance.now();
  const found = placesAt(text, { start: caret, end: caret }, 'markdown');
  if (found.kind !== 'places') return undefined;
  const quick = engine.engine.fillMask(quickRequest(found)).then(() => performance.now() - started);
  const full = engine.engine.fillMask(fullRequest(found)).then(() => performance.now() - started);
  return { quick: await quick, full: await full };
}
