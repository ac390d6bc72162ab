import { beforeEach, describe, expect, test } from 'vitest';
import { cancelledError, ClozeError } from '../../../../src/common/clozeError.js';
import type { CompleteRequest, CompleteResult } from '../../../../src/common/methods/completion.js';
import { afterFailure, healthy, mayAsk } from '../../../../src/backend/servers/backOff.js';
import { type Completions, CompletionsWithServers } from '../../../../src/backend/servers/completionsWithServers.js';
import { ServerTurns, type ServerUse } from '../../../../src/backend/servers/serverTurns.js';
import { spend, spentOn } from '../../../../src/backend/servers/tokenGuard.js';
import { FakeClock } from '../../../util/fakeClock.js';

const request: CompleteRequest = {
  context: { headings: [], before: 'The boats came', after: '' },
  maxTokens: 4,
  candidates: 1,
  stopAt: 'none',
  sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
  alternatives: 0,
  minConfidence: 0,
  brief: true,
  ahead: 3,
};

function answer(text: string, firstWord: number): CompleteResult {
  const usage = { model: text, device: 'server', contextTokens: 10, reusedTokens: 0, prefillMs: 0, decodeMs: 0, decodedTokens: 4 } as const;
  return { candidates: [{ text, tokens: [], stop: 'none' as never, acceptance: { whole: firstWord, firstWord } }], usage };
}

const away = (retryAfterMs?: number): ClozeError =>
  new ClozeError({ code: 'network', message: 'gpu.example refuses the connection.', ...(retryAfterMs !== undefined && { retryAfterMs }) });

let clock: FakeClock;
let use: ServerUse;
let mayLeave: boolean;
/** What each server does when it is asked. */
let servers: Record<string, () => CompleteResult>;
let asked: string[];
let told: string[];
let got: CompleteRequest[];
let localChance: number;
let completions: CompletionsWithServers;
let turns: ServerTurns;

beforeEach(() => {
  clock = new FakeClock();
  use = 'always';
  mayLeave = true;
  asked = [];
  told = [];
  got = [];
  localChance = 0.2;
  servers = { one: () => answer('from one', 0.9), two: () => answer('from two', 0.9) };
  const local: Completions = {
    complete: () => {
      asked.push('local');
      return Promise.resolve(answer('local', localChance));
    },
    warm: () => {
      asked.push('warm');
      return Promise.resolve({ contextTokens: 1, reusedTokens: 0 });
    },
    nextTokens: () => Promise.resolve({ tokens: [], entropy: 0, model: 'local' }),
  };
  turns = new ServerTurns({
    servers: () =>
      Object.entries(servers).map(([host, act]) => ({
        host,
        engine: {
          complete: (given) => {
            asked.push(host);
            got.push(given);
            return new Promise((resolve) => resolve(act()));
          },
          nextTokens: () => Promise.resolve({ tokens: [], entropy: 0, model: host }),
          write: () => Promise.reject(new Error('Nothing is written here.')),
        },
      })),
    onLack: (error) => told.push(`lack: ${error.message}`),
    onSending: (host) => told.push(host === undefined ? 'not sending' : `sending to ${host}`),
    onSpent: (tokens) => told.push(`spent ${tokens}`),
    onOutage: (error) => told.push(`outage: ${error.message}`),
    onReturn: (host) => told.push(`${host} is back`),
    clock,
    random: () => 0.5,
  });
  completions = new CompletionsWithServers(local, turns, { use: () => use, mayLeave: () => mayLeave });
});

const complete = async (): Promise<string | undefined> => (await completions.complete(request)).candidates[0]?.text;

describe('A completion', () => {
  test('comes from the local model alone while servers are off', async () => {
    use = 'off';
    expect(await complete()).toBe('local');
    expect([asked, told]).toEqual([['local'], []]);
  });

  test('comes from the server where the writer wants it always, which can be seen and is counted', async () => {
    expect(await complete()).toBe('from one');
    expect([asked, told]).toEqual([['one'], ['sending to one', 'spent 14', 'not sending']]);
    expect(got[0]).toMatchObject({ brief: false, ahead: 0 });
  });

  test('comes from the local model without a consent', async () => {
    mayLeave = false;
    expect(await complete()).toBe('local');
    expect(asked).toEqual(['local']);
  });

  test.each([
    [0.7, 'local', ['local']],
    [0.2, 'from one', ['local', 'one']],
  ])('of a local model that is sure to %f comes from %s where it is asked when unsure', async (chance, text, order) => {
    use = 'when unsure';
    localChance = chance;
    expect(await complete()).toBe(text);
    expect(asked).toEqual(order);
  });

  test('that was given up asks no other', async () => {
    servers.one = () => {
      throw cancelledError();
    };
    await expect(complete()).rejects.toMatchObject({ code: 'cancelled' });
    expect(asked).toEqual(['one']);
  });
});

describe('A server that is away', () => {
  const fail = (error = away()): (() => never) => () => { throw error; }; // prettier-ignore

  test('gives way to the next one, and is left alone for a while', async () => {
    servers.one = fail();
    expect([await complete(), await complete()]).toEqual(['from two', 'from two']);
    expect(asked).toEqual(['one', 'two', 'two']);
    await clock.advance(2_001);
    await complete();
    expect(asked.slice(3)).toEqual(['one', 'two']);
  });

  test('is told of once for each outage, not for each key', async () => {
    servers = { one: fail() };
    for (let key = 0; key < 5; key++) expect(await complete()).toBe('local');
    expect(asked.filter((each) => each === 'one')).toHaveLength(1);
    await clock.advance(2_001);
    await complete();
    expect(told.filter((each) => each.startsWith('outage'))).toEqual(['outage: gpu.example refuses the connection.']);
  });

  test('is used again once it answers, and its next outage is told too', async () => {
    const well = servers.one as () => CompleteResult;
    servers = { one: fail() };
    await complete();
    servers.one = well;
    await clock.advance(2_001);
    expect(await complete()).toBe('from one');
    expect(told).toContain('one is back');
    servers.one = fail();
    await complete();
    expect(told.filter((each) => each.startsWith('outage'))).toHaveLength(2);
  });

  test('is not asked before the time that it named', async () => {
    servers = { one: fail(away(60_000)) };
    await complete();
    await clock.advance(59_999);
    await complete();
    expect(asked.filter((each) => each === 'one')).toHaveLength(1);
    await clock.advance(1);
    await complete();
    expect(asked.filter((each) => each === 'one')).toHaveLength(2);
  });

  test('is asked at once after the settings have changed', async () => {
    servers = { one: fail() };
    await complete();
    turns.reset();
    await complete();
    expect(asked.filter((each) => each === 'one')).toHaveLength(2);
  });

  test('has the local model warmed up again', async () => {
    await completions.warm({ context: request.context });
    expect(asked).toEqual([]);
    servers = { one: fail() };
    await complete();
    await completions.warm({ context: request.context });
    expect(asked).toEqual(['one', 'local', 'warm']);
  });
});

test('Waits double from two seconds to five minutes, by half more or less', () => {
  let health = healthy;
  const waits: number[] = [];
  for (let failure = 0; failure < 10; failure++) {
    health = afterFailure(health, 0, 0.5);
    waits.push(health.until);
  }
  expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1000));
  expect([afterFailure(healthy, 0, 0).until, afterFailure(healthy, 0, 1).until]).toEqual([1000, 3000]);
  expect([mayAsk(health, 299_999), mayAsk(health, 300_000)]).toEqual([false, true]);
});

test('Tokens are counted by the day', () => {
  const spent = spend('2026-11-30', spend('2026-11-30', undefined, 5), 7);
  expect([spentOn('2026-11-30', spent), spentOn('2026-12-01', spent)]).toEqual([12, 0]);
  expect(spend('2026-12-01', spent, 3)).toEqual({ day: '2026-12-01', tokens: 3 });
});
