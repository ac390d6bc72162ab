import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClozeError } from '../../src/common/clozeError.js';
import { CancellationSource } from '../../src/common/cancellation.js';
import type { EngineStatus } from '../../src/common/methods/lifecycle.js';
import { engineMethods } from '../../src/common/engineMethods.js';
import type { Method } from '../../src/common/methods/method.js';
import { tableMethods } from '../../src/common/methods/tables.js';
import { backends, type OpenedBackend } from './backends.js';
import { type Cases, casesIn } from './cases.js';
import { type SmallModels, smallModels } from './smallModels.js';

type Callable = (...given: readonly unknown[]) => Promise<unknown>;

const table: Readonly<Record<string, Method>> = { ...engineMethods, ...tableMethods };
const named = Object.entries(table);
const withRequest = named.filter(([, { request }]) => request !== undefined).map(([name]) => name);
const withoutRequest = named.filter(([, { request }]) => request === undefined).map(([name]) => name);
const reporting = named.filter(([, { progress }]) => progress !== undefined).map(([name]) => name);

let models: SmallModels;
let cases: Cases;
beforeAll(async () => {
  models = await smallModels();
  cases = await casesIn(models.folder);
});
afterAll(() => models.remove());

describe.each(Object.keys(backends))('%s', (backend) => {
  let opened: OpenedBackend;
  beforeAll(async () => void (opened = await (backends[backend] as (typeof backends)[string])(models.init)));
  afterAll(() => opened.close());

  const method = (name: string): Callable => ({ ...opened.tables, ...opened.engine })[name as keyof Cases] as Callable;
  const requestOf = (name: string): unknown => cases[name as keyof Cases];
  const agrees = (schema: v.GenericSchema | undefined, value: unknown): void => {
    expect(v.safeParse(schema as v.GenericSchema, value).issues).toBeUndefined();
    // What crosses a boundary serialises.
    expect(JSON.parse(JSON.stringify(value))).toEqual(value);
  };

  test.each(withRequest)('%s answers with what its schema says', async (name) => {
    agrees(table[name]?.result, await method(name)(requestOf(name)));
  });

  test.each(withoutRequest)('%s, which takes nothing, answers with what its schema says', async (name) => {
    agrees(table[name]?.result, await method(name)());
  });

  test.each(withRequest)('%s refuses in a sentence what cannot be meant', async (name) => {
    for (const bad of [null, undefined, [], 'a text', {}]) {
      await expect(method(name)(bad)).rejects.toMatchObject({
        detail: { code: 'bad-request', message: expect.stringMatching(/^[A-Z].*\.$/) as string },
      });
    }
  });

  test.each(withRequest)('%s ends as cancelled where it was given up before it began', async (name) => {
    const source = new CancellationSource();
    source.cancel();
    await expect(method(name)(requestOf(name), source.token)).rejects.toMatchObject({ detail: { code: 'cancelled' } });
  });

  test.each(reporting)('%s tells how far it is, and nothing more once it has ended', async (name) => {
    const told: unknown[] = [];
    await method(name)(requestOf(name), undefined, (progress: unknown) => told.push(progress));
    const count = told.length;
    expect(count).toBeGreaterThan(0);
    for (const progress of told) agrees(table[name]?.progress, progress);
    await opened.engine.status();
    expect(told).toHaveLength(count);
  });

  test.each(reporting)('%s ends where it is given up at its first report, and tells nothing after', async (name) => {
    const source = new CancellationSource();
    let told = 0;
    const call = method(name)(requestOf(name), source.token, () => {
      told++;
      source.cancel();
    });
    const outcome = await call.then(
      () => 'answered',
      (error: unknown) => (error as ClozeError).code,
    );
    // Something short may be done when the cancel arrives.
    expect(['cancelled', 'answered']).toContain(outcome);
    await opened.engine.status();
    expect(told).toBe(1);
  });

  test('the status names its models, and tells of each change', async () => {
    const states: EngineStatus['state'][] = [];
    const subscription = opened.engine.onDidChangeStatus(({ state }) => states.push(state));
    await opened.engine.unload();
    await opened.engine.warm(cases.warm);
    const { models: known } = await opened.engine.status();
    subscription.dispose();
    expect(known.slice(0, 2).map(({ role, model, state }) => [role, model, state])).toEqual([
      ['causal', 'llama-tied', 'ready'],
      ['encoder', 'bert-pretraining', 'idle'],
    ]);
    expect(known[0]?.bytes).toBeGreaterThan(0);
    expect(states).toEqual(expect.arrayContaining(['idle', 'loading', 'working', 'ready']));
  });
});

test('Every method has a case', () => {
  expect(Object.keys(cases).sort()).toEqual(withRequest.sort());
});
