import { beforeEach, describe, expect, test } from 'vitest';
import { ServerTurns, type ServerUse } from '../../../../src/backend/servers/serverTurns.js';
import { WritingWithServers } from '../../../../src/backend/servers/writingWithServers.js';
import { cancelledError, ClozeError } from '../../../../src/common/clozeError.js';
import type { WriteRequest, WriteResult } from '../../../../src/common/methods/writing.js';
import { FakeClock } from '../../../util/fakeClock.js';

const embedded = 'smollm2-135m-instruct';

const request = (model: string): WriteRequest => ({
  instruction: 'Shorter.',
  text: 'He came.',
  languageId: 'markdown',
  form: 'replacement',
  model,
  sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
});

function answer(text: string): WriteResult {
  const usage = { model: text, device: 'server', contextTokens: 10, reusedTokens: 0, prefillMs: 0, decodeMs: 0, decodedTokens: 4 } as const;
  return { text, shortfalls: [], usage };
}

let clock: FakeClock;
let use: ServerUse;
let consent: boolean;
let servers: Record<string, () => WriteResult>;
let asked: string[];
let got: WriteRequest[];
let told: string[];
let turns: ServerTurns;
let writing: WritingWithServers;

beforeEach(() => {
  clock = new FakeClock();
  use = 'always';
  consent = true;
  asked = [];
  got = [];
  told = [];
  servers = { one: () => answer('from one'), two: () => answer('from two') };
  const unused = (): Promise<never> => Promise.reject(new Error('Nothing is completed here.'));
  turns = new ServerTurns({
    servers: () =>
      Object.entries(servers).map(([host, act]) => ({
        host,
        engine: {
          complete: unused,
          nextTokens: unused,
          write: (given) => {
            asked.push(host);
            got.push(given);
            return new Promise((resolve) => resolve(act()));
          },
        },
      })),
    onSending: () => undefined,
    onSpent: (tokens) => told.push(`spent ${tokens}`),
    onLack: (error, task) => told.push(`lack of ${task}: ${error.message}`),
    onOutage: (error) => told.push(`outage: ${error.message}`),
    onReturn: () => undefined,
    clock,
    random: () => 0.5,
  });
  const local = { write: () => (asked.push('local'), Promise.resolve(answer('local'))) };
  writing = new WritingWithServers(local, turns, { use: () => use, mayWrite: () => Promise.resolve(consent) });
});

const write = async (model = embedded): Promise<string> => (await writing.write(request(model))).text;
const fail =
  (code: 'network' | 'model-unsupported', message: string): (() => never) =>
  () => {
    throw new ClozeError({ code, message });
  };

describe('A rewriting', () => {
  test.each([
    ['off', embedded, 'local'],
    ['when unsure', embedded, 'from one'],
    ['when unsure', 'qwen', 'local'],
    ['always', 'qwen', 'from one'],
  ] as const)('with servers %s and the model %s comes %s', async (wanted, model, text) => {
    use = wanted;
    expect(await write(model)).toBe(text);
  });

  test('names no model of this machine to the server, and is counted', async () => {
    await write('qwen');
    expect(got[0]).not.toHaveProperty('model');
    expect(told).toEqual(['spent 14']);
  });

  test('stays here without a consent', async () => {
    consent = false;
    expect(await write()).toBe('local');
    expect(asked).toEqual(['local']);
  });

  test('that was given up asks no other', async () => {
    servers.one = () => {
      throw cancelledError();
    };
    await expect(write()).rejects.toMatchObject({ code: 'cancelled' });
    expect(asked).toEqual(['one']);
  });
});

describe('A server that answers no messages', () => {
  test('is passed over from then on, and is no outage', async () => {
    servers.one = fail('model-unsupported', 'one answers no messages.');
    expect([await write(), await write()]).toEqual(['from two', 'from two']);
    expect(asked).toEqual(['one', 'two', 'two']);
    expect(told.filter((each) => !each.startsWith('spent'))).toEqual(['lack of writing: one answers no messages.']);
    // Its completions are another matter.
    expect(turns.ready('completions').map(({ host }) => host)).toEqual(['one', 'two']);
  });

  test('is asked again after the settings have changed', async () => {
    servers.one = fail('model-unsupported', 'one answers no messages.');
    await write();
    turns.reset();
    await write();
    expect(asked.filter((host) => host === 'one')).toHaveLength(2);
  });
});

test('Where no server answers, a model of the writer’s does it, but not the smallest one in secret', async () => {
  servers = { one: fail('network', 'one refuses the connection.') };
  await expect(write()).rejects.toThrow('one refuses the connection.');
  await clock.advance(10_000);
  expect(await write('qwen')).toBe('local');
  expect(told).toEqual(['outage: one refuses the connection.']);
});
