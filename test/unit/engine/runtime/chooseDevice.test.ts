import { expect, test } from 'vitest';
import { chooseDevice } from '../../../../src/engine/runtime/device/chooseDevice.js';
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
