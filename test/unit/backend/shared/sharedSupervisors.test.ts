import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { EngineSupervisor } from '../../../../src/backend/engineSupervisor.js';
import { idlePolicy } from '../../../../src/backend/idlePolicy.js';
import { launchEngine } from '../../../../src/backend/launchEngine.js';
import { defaultRestartPolicy } from '../../../../src/backend/restartPolicy.js';
import { SharedEngine } from '../../../../src/backend/shared/sharedEngine.js';
import { systemClock } from '../../../../src/backend/systemClock.js';
import { smallModels, type SmallModels } from '../../../contract/smallModels.js';
import { FakeClock } from '../../../util/fakeClock.js';
import { SharedEngines } from '../../../util/sharedEngines.js';
import { codeOf, isAlive, requestTo } from '../startEngine.js';

/** What an editor's window has of the engine. */
class Window {
  readonly clock = new FakeClock();
  readonly supervisor: EngineSupervisor;
  /** The process ids of the engines that it used, in order. */
  readonly pids: number[] = [];

  constructor(engines: SharedEngines, { init }: SmallModels) {
    this.supervisor = new EngineSupervisor({
      launch: async (configuration) => {
        const launch = { ...configuration, script: engines.script };
        const engine = await launchEngine(launch, () => undefined, systemClock, engines.surroundings);
        if (engine instanceof SharedEngine) this.pids.push(engine.pid);
        return engine;
      },
      configuration: { init, idle: idlePolicy(5), shared: true },
      restartPolicy: defaultRestartPolicy,
      clock: this.clock,
      log: () => undefined,
    });
  }

  write(): Promise<string> {
    return codeOf(this.supervisor.engine.complete(requestTo('the harbour was ')));
  }

  get state(): string {
    return this.supervisor.state.lifecycle.kind;
  }
}

let models: SmallModels;
let engines: SharedEngines;
let windows: Window[];
beforeAll(async () => void (models = await smallModels()));
afterAll(() => models.remove());
afterEach(async () => {
  await windows[0]?.supervisor.stop();
  for (const { supervisor } of windows) supervisor.dispose();
  await engines.close();
});

async function open(count: number): Promise<readonly [Window, Window]> {
  engines = await SharedEngines.open('shared-engine-for-supervisors');
  windows = Array.from({ length: count }, () => new Window(engines, models));
  expect(await Promise.all(windows.map((window) => window.write()))).toEqual(Array(count).fill('resolved'));
  return windows as unknown as [Window, Window];
}

test('a crash is told to all windows, and one new process serves them', async () => {
  await open(3);
  process.kill(windows[0]?.pids[0] ?? 0, 'SIGKILL');
  await expect.poll(() => windows.map(({ state }) => state)).toEqual(Array(3).fill('stopped'));
  expect(windows.map(({ supervisor }) => supervisor.state.lifecycle)).toEqual(Array(3).fill({ kind: 'stopped', because: 'crash' }));
  expect(await Promise.all(windows.map((window) => window.write()))).toEqual(Array(3).fill('resolved'));
  expect(new Set(windows.flatMap(({ pids }) => pids)).size).toBe(2);
});

test('the writer’s restart in one window is one for all, and no crash in the others', async () => {
  const [one, other] = await open(2);
  const [old] = one.pids;
  await one.supervisor.restart();
  await expect.poll(() => isAlive(old ?? 0)).toBe(false);
  await expect.poll(() => other.supervisor.state.lifecycle).toEqual({ kind: 'stopped', because: 'not-needed' });
  expect(await other.write()).toBe('resolved');
  expect(other.pids.at(-1)).toBe(one.pids.at(-1));
  expect(one.pids.at(-1)).not.toBe(old);
});

test('a window that is switched off, or that nothing is written in, leaves the engine to the others', async () => {
  const [one, other] = await open(2);
  await expect.poll(() => other.supervisor.state.sharing).toEqual({ kind: 'shared', clients: 2 });
  await one.clock.advance(5 * 60_000);
  expect((await other.supervisor.engine.status()).state).toBe('ready');
  await one.clock.advance(10 * 60_000);
  expect(one.supervisor.state.lifecycle).toEqual({ kind: 'stopped', because: 'idle' });
  await expect.poll(() => other.supervisor.state.sharing).toEqual({ kind: 'shared', clients: 1 });
  await other.supervisor.setEnabled(false);
  await other.supervisor.setEnabled(true);
  expect(await other.write()).toBe('resolved');
  expect(new Set([...one.pids, ...other.pids]).size).toBe(1);
});
