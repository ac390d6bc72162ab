import { mkdir, readdir } from 'node:fs/promises';
import { closedError } from '../../../src/backend/engineErrors.js';
import { besidePackages, bundledScript } from '../../util/bundledScript.js';
import { EngineProcess } from '../../../src/backend/engineProcess.js';
import { expectSame, Fault, orReason } from '../expectations.js';
import type { FaultKind } from '../faultKind.js';
import { answersOf, completionOf } from '../requests.js';
import type { SeededRandom } from '../seededRandom.js';
import { wholeCache } from './damagedCache.js';

const phases = ['start', 'loading', 'building', 'working', 'idle'] as const;

/** The engine's process is killed at some moment of its life: every request ends, and the next process says the same as ever. */
export const killedProcess: FaultKind = {
  name: 'a killed process',
  share: 5,
  async run(random, workshop) {
    const phase = random.pick(phases);
    const { answers } = await wholeCache(workshop, 'llama-tied', 'bert-pretraining');
    const cache = workshop.fresh();
    await mkdir(cache);
    const init = workshop.init(undefined, undefined, cache);
    const script = await engineScript();
    const first = new EngineProcess(script, () => undefined);
    const ready = first.client.initialize(init);
    const pending = [ready, first.client.engine.complete(completionOf('the harbour was ', '', 200)), answersOf(first.client.engine)];
    const ends = Promise.all(pending.map((call) => orReason(call, ['engine-crashed', 'engine-closed', 'bad-request'])));
    await moment(phase, first, cache, random, ends);
    if (first.pid !== undefined) process.kill(first.pid, 'SIGKILL');
    await orReason(first.ended, []);
    await ends;

    const second = new EngineProcess(script, () => undefined);
    try {
      await second.client.initialize(init);
      expectSame(await orReason(answersOf(second.client.engine), []), answers, `What the models say after a kill while ${phase}`);
    } finally {
      await second.stop(closedError());
    }
    const left = (await readdir(cache)).filter((name) => /\.(?:part|unfinished)$/.test(name));
    if (left.length > 0) throw new Fault(`${left.join(', ')} is left after a kill while ${phase}.`);
  },
};

/** Resolves when the process is in a phase, or has left it. */
async function moment(
  phase: (typeof phases)[number],
  { client }: EngineProcess,
  cache: string,
  random: SeededRandom,
  ends: Promise<unknown>,
): Promise<void> {
  if (phase === 'start') return;
  if (phase === 'idle') {
    await ends;
    return;
  }
  if (phase === 'building') {
    // Nothing tells of it but the folder itself.
    const isBuilding = async (): Promise<boolean> => (await readdir(cache)).some((name) => name.endsWith('.unfinished'));
    const isOver = watch(ends);
    while (!isOver() && !(await isBuilding())) await new Promise((resolve) => setImmediate(resolve));
    for (let turns = random.below(50); turns > 0; turns--) await new Promise((resolve) => setImmediate(resolve));
    return;
  }
  await Promise.race([ends, new Promise<void>((resolve) => client.engine.onDidChangeStatus(({ state }) => state === phase && resolve()))]);
}

/** Tells whether a promise has settled. */
function watch(promise: Promise<unknown>): () => boolean {
  const state = { over: false };
  void promise.finally(() => (state.over = true));
  return () => state.over;
}

let script: Promise<string> | undefined;

/** The engine as one file. */
function engineScript(): Promise<string> {
  return (script ??= bundledScript('src/engine/main.ts', besidePackages, 'engine-for-faults'));
}
