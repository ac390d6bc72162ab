import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Fault } from '../expectations.js';
import type { FaultKind } from '../faultKind.js';
import { answersOf, completionOf } from '../requests.js';

const rounds = 12;

/** A tiny model takes several mebibytes, so that one that is not freed shows. */
const maxBytesARound = 2 ** 20;

/** Models are opened, used and freed again and again: memory does not grow with it. */
export const memorySlope: FaultKind = {
  name: 'memory that is not freed',
  share: 1,
  async run(random, workshop) {
    const engine = workshop.newEngine(workshop.init());
    const round = async (): Promise<void> => {
      await answersOf(engine);
      await engine.complete(completionOf('the harbour was '.repeat(1 + random.below(9)), '', 30));
      await engine.unload();
    };
    try {
      for (let count = 0; count < rounds; count++) await round();
      const before = memory();
      for (let count = 0; count < rounds; count++) await round();
      const slope = (memory() - before) / rounds;
      if (slope > maxBytesARound) throw new Fault(`Each round takes ${Math.round(slope / 1024)} KiB more.`);
    } finally {
      await engine.dispose();
    }
  },
};

/** All that the process holds, without what only waits to be collected. */
function memory(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage.rss();
}
