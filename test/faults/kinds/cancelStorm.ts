import { CancellationSource } from '../../../src/common/cancellation.js';
import { Fault, orReason } from '../expectations.js';
import type { FaultKind } from '../faultKind.js';
import { completionOf } from '../requests.js';

const waves = 8;
const requestsInAWave = 25;

/** Many requests at once, most of them given up at any time: each ends, and the next one is answered as ever. */
export const cancelStorm: FaultKind = {
  name: 'a flood and a storm of cancels',
  share: 5,
  async run(random, workshop) {
    const engine = workshop.engine();
    const calm = await engine.nextTokens({ context: { headings: [], before: 'the harbour', after: '' }, top: 5 });
    const calls: Promise<unknown>[] = [];
    for (let wave = 0; wave < waves; wave++) {
      const sources = Array.from({ length: requestsInAWave }, () => new CancellationSource());
      for (const { token } of sources) {
        const text = 'the harbour was quiet '.repeat(random.below(8));
        const call: Promise<unknown> =
          random.below(2) === 0 ? engine.complete(completionOf(text, '', 20), token) : engine.surprisal({ text, alternatives: 0 }, token);
        calls.push(orReason(call, ['cancelled', 'bad-request']));
      }
      for (let turns = random.below(5); turns > 0; turns--) await new Promise((resolve) => setImmediate(resolve));
      for (const source of sources) if (random.below(5) > 0) source.cancel();
    }
    await Promise.all(calls);
    const after = await engine.nextTokens({ context: { headings: [], before: 'the harbour', after: '' }, top: 5 });
    const tokens = after.tokens.map(({ text }) => text).join('|');
    if (tokens !== calm.tokens.map(({ text }) => text).join('|')) throw new Fault('The answer is another one after the storm.');
    if ((await engine.status()).state !== 'ready') throw new Fault(`The engine is ${(await engine.status()).state} after the storm.`);
  },
};
