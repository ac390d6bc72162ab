import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chooseDevice, remembered } from '../../../../src/engine/runtime/device/chooseDevice.js';
import type { ProbeAnswer } from '../../../../src/engine/runtime/device/tryDevice.js';

const fast: ProbeAnswer = { report: { largestDifference: 0.01, deviceMs: 0.1, cpuMs: 0.3 } };
const slow: ProbeAnswer = { report: { largestDifference: 0.01, deviceMs: 0.3, cpuMs: 0.3 } };
const wrong: ProbeAnswer = { report: { largestDifference: 3, deviceMs: 0.1, cpuMs: 0.3 } };
const broken: ProbeAnswer = { report: { largestDifference: NaN, deviceMs: 0.1, cpuMs: 0.3 } };
const absent: ProbeAnswer = {
  failure: 'context.cc:136 Initialize() was false. Failed to get a WebGPU adapter: No supported adapters\n at main',
};

test.each([
  { choice: 'auto', trial: 'a fast device', answer: fast, kind: 'webgpu', note: undefined },
  { choice: 'auto', trial: 'a slow device', answer: slow, kind: 'cpu', note: 'not faster in a trial (1.0 × its speed).' },
  { choice: 'webgpu', trial: 'a slow device', answer: slow, kind: 'webgpu', note: undefined },
  { choice: 'webgpu', trial: 'a device that is wrong', answer: wrong, kind: 'cpu', note: 'computed wrong results' },
  { choice: 'auto', trial: 'a device that computes no numbers', answer: broken, kind: 'cpu', note: 'computed wrong results' },
  {
    choice: 'auto',
    trial: 'no device',
    answer: absent,
    kind: 'cpu',
    note: 'started: none was found that WebGPU can use.',
  },
  {
    choice: 'auto',
    trial: 'a driver that fails in its own words',
    answer: { failure: 'vulkan.cc:12 Start() was false. Device lost\n at main' },
    kind: 'cpu',
    note: 'started: Device lost.',
  },
] as const)('"$choice" with $trial runs on $kind and says why', async ({ choice, answer, kind, note }) => {
  const chosen = await chooseDevice(choice, () => Promise.resolve(answer));
  expect(chosen.kind).toBe(kind);
  if (note === undefined) expect(chosen.note).toBeUndefined();
  else expect(chosen.note).toContain(note);
});

test('"cpu" makes no trial', async () => {
  expect(await chooseDevice('cpu', () => Promise.reject(new Error('A trial was made.')))).toEqual({ kind: 'cpu' });
});

describe('a trial', () => {
  const week = 7 * 24 * 3600 * 1000;
  let folder: string;
  let trials = 0;
  const attempt = (): Promise<ProbeAnswer> => {
    trials++;
    return Promise.resolve(fast);
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
    trials = 0;
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('is remembered for a week, for each question', async () => {
    await remembered(folder, 'a', attempt, 0);
    await remembered(folder, 'a', attempt, week - 1);
    expect(trials).toBe(1);
    await remembered(folder, 'b', attempt, 0);
    await remembered(folder, 'a', attempt, week);
    expect(trials).toBe(3);
    expect(await readdir(folder)).toEqual(['device-trials.json']);
  });

  test('is made anew when its file is damaged', async () => {
    await writeFile(join(folder, 'device-trials.json'), '{"a": ');
    expect(await remembered(folder, 'a', attempt, 0)).toEqual(fast);
    expect(trials).toBe(1);
  });

  test('counts also where its result cannot be written', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(await remembered(join(folder, 'file', 'below'), 'a', attempt, 0)).toEqual(fast);
  });
});
