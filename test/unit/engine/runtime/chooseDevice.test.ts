import { expect, test } from 'vitest';
import { chooseDevice } from '../../../../src/engine/runtime/device/chooseDevice.js';
import type { TrialAnswer } from '../../../../src/engine/runtime/device/tryDevice.js';

const linux = { platform: 'linux', arch: 'x64' };
const right = { numbers: 'float16', tokensAtOnce: 128, meanDifference: 0.01, deviceMs: 1, cpuMs: 3 } as const;
const fast: TrialAnswer = { report: right };
const slow: TrialAnswer = { report: { ...right, deviceMs: 3 } };
const wrong: TrialAnswer = { report: { ...right, meanDifference: 3 } };
const hopeless: TrialAnswer = { report: { numbers: 'float32', tokensAtOnce: 128, deviceMs: 300, cpuMs: 3 } };
const broken: TrialAnswer = { report: { ...right, meanDifference: NaN } };
const absent: TrialAnswer = {
  failure: 'context.cc:136 Initialize() was false. Failed to get a WebGPU adapter: No supported adapters\n at main',
  log: "Warning: Couldn't load Vulkan: libvulkan.so.1: cannot open shared object file: No such file or directory",
};

test.each([
  { choice: 'auto', trial: 'a fast device', answer: fast, kind: 'webgpu', note: undefined },
  { choice: 'auto', trial: 'a slow device', answer: slow, kind: 'cpu', note: 'WebGPU was not faster in a trial (1.0 × its speed).' },
  {
    choice: 'auto',
    trial: 'a device too slow to compare',
    answer: hopeless,
    kind: 'cpu',
    note: 'not faster in a trial (0.010 × its speed).',
  },
  { choice: 'webgpu', trial: 'a slow device', answer: slow, kind: 'webgpu', note: undefined },
  { choice: 'cuda', trial: 'a device that is chosen by its name', answer: fast, kind: 'cuda', note: undefined },
  { choice: 'webgpu', trial: 'a device that is wrong', answer: wrong, kind: 'cpu', note: 'WebGPU computed wrong results' },
  { choice: 'auto', trial: 'a device that computes no numbers', answer: broken, kind: 'cpu', note: 'computed wrong results' },
  {
    choice: 'auto',
    trial: 'no Vulkan',
    answer: absent,
    kind: 'cpu',
    note: 'the Vulkan loader (libvulkan.so.1) is not installed. To use it, install',
  },
  {
    choice: 'auto',
    trial: 'a driver that fails in its own words',
    answer: { failure: 'vulkan.cc:12 Start() was false. Device lost\n at main' },
    kind: 'cpu',
    note: 'started: Device lost.',
  },
] as const)('"$choice" with $trial runs on $kind and says why', async ({ choice, answer, kind, note }) => {
  const chosen = await chooseDevice(choice, linux, () => Promise.resolve(answer));
  expect(chosen.kind).toBe(kind);
  expect(chosen.numbers).toBe(kind === 'cpu' ? undefined : 'float16');
  if (note === undefined) expect(chosen.note).toBeUndefined();
  else expect(chosen.note).toContain(note);
});

const noTrial = (): Promise<TrialAnswer> => Promise.reject(new Error('A trial was made.'));

test('"cpu" makes no trial', async () => {
  expect(await chooseDevice('cpu', linux, noTrial)).toEqual({ kind: 'cpu' });
});

test('a device that the system has not makes no trial and says so', async () => {
  const { kind, note } = await chooseDevice('directml', linux, noTrial);
  expect({ kind, note }).toEqual({ kind: 'cpu', note: 'The processor is used, since DirectML is not there on this system (linux-x64).' });
});

test('"auto" makes no trial where there is no device to try', async () => {
  expect(await chooseDevice('auto', { platform: 'linux', arch: 'arm64' }, noTrial)).toEqual({ kind: 'cpu' });
});
