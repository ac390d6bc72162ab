import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { EngineSupervisor } from '../../../src/backend/engineSupervisor.js';
import { idlePolicy } from '../../../src/backend/idlePolicy.js';
import { residentEngine } from '../../../src/backend/residentEngine.js';
import { systemClock } from '../../../src/backend/systemClock.js';
import { smallModels, type SmallModels } from '../../contract/smallModels.js';
import { SharedEngines } from '../../util/sharedEngines.js';
import { requestTo } from './startEngine.js';

let models: SmallModels;
let engines: SharedEngines;
let sockets: string;
beforeAll(async () => {
  models = await smallModels();
  engines = await SharedEngines.open('resident');
  sockets = await mkdtemp(path.join(tmpdir(), 'cloze-test-'));
  vi.stubEnv('XDG_RUNTIME_DIR', sockets);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await engines.close();
  await models.remove();
  await rm(sockets, { recursive: true, force: true });
});

/** The engine of a program without a window, which has written something, and what it logged. */
async function door(shared: boolean): Promise<{ engine: EngineSupervisor; logged: string[] }> {
  const logged: string[] = [];
  const configuration = { init: models.init, idle: idlePolicy(5), shared };
  const engine = residentEngine(engines.script, configuration, (_, message) => void logged.push(message), systemClock);
  onTestFinished(() => engine.stop());
  await engine.engine.complete(requestTo('the harbour was '));
  return { engine, logged };
}

test('Two programs without a window use one engine', async () => {
  const [first, second] = [await door(true), await door(true)];
  expect(second.engine.state.sharing).toEqual({ kind: 'shared', clients: 2 });
  await expect.poll(() => first.engine.state.sharing).toEqual({ kind: 'shared', clients: 2 });
  expect(first.logged.join()).not.toContain('not available');
});

test('One that was told not to share has its own', async () => {
  const [first, alone] = [await door(true), await door(false)];
  expect(alone.engine.state.sharing).toEqual({ kind: 'own' });
  expect(first.engine.state.sharing).toEqual({ kind: 'shared', clients: 1 });
});
