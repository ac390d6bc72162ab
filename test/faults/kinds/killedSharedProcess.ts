import { closedError } from '../../../src/backend/engineErrors.js';
import type { SharedEngine } from '../../../src/backend/shared/sharedEngine.js';
import { SharedEngines } from '../../util/sharedEngines.js';
import { expectSame, Fault, orReason } from '../expectations.js';
import type { FaultKind } from '../faultKind.js';
import { answersOf, completionOf } from '../requests.js';
import { wholeCache } from './damagedCache.js';

/**
 * The process that several windows share is killed while they wait, and some of them leave in the middle: every request ends, all find one
 * new process, and it says the same as ever.
 */
export const killedSharedProcess: FaultKind = {
  name: 'a killed shared process',
  share: 3,
  async run(random, workshop) {
    const { answers, folder: cache } = await wholeCache(workshop, 'llama-tied', 'bert-pretraining');
    const init = workshop.init(undefined, undefined, cache);
    const engines = await SharedEngines.open('shared-engine-for-faults');
    const join = (): Promise<SharedEngine[]> => Promise.all(Array.from({ length: 3 }, () => engines.client(init)));
    try {
      const windows = await join();
      if (new Set(windows.map(({ pid }) => pid)).size > 1) throw new Fault('Windows that start at once have several engines.');
      const calls = windows.flatMap(({ client }) => [
        client.engine.complete(completionOf('the harbour was ', '', 200)),
        answersOf(client.engine),
      ]);
      const ends = Promise.all(calls.map((call) => orReason(call, ['engine-crashed', 'engine-closed'])));
      if (random.below(2) === 0) await windows[0]?.stop(closedError());
      for (let turns = random.below(200); turns > 0; turns--) await new Promise((resolve) => setImmediate(resolve));
      const pid = windows[1]?.pid ?? 0;
      process.kill(pid, 'SIGKILL');
      await ends;
      await Promise.all(windows.map(({ ended }) => ended));
      const next = await join();
      if (new Set([pid, ...next.map((each) => each.pid)]).size !== 2)
        throw new Fault('After a kill the windows do not have one new engine.');
      for (const { client } of next) expectSame(await orReason(answersOf(client.engine), []), answers, 'What the models say after a kill');
    } finally {
      await engines.close();
    }
  },
};
