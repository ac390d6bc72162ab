import { expect, test } from 'vitest';
import { tested } from '../../../src/engine/testDevices.js';

const report = { numbers: 'float16', tokensAtOnce: 128, meanDifference: 0.001, deviceMs: 5, cpuMs: 20 } as const;

test('a device that works is shown with its speed beside that of the processor', () => {
  expect(tested('webgpu', { report }, 'linux')).toEqual({ state: 'works', numbers: 'float16', tokensPerSecond: 200, speedup: 4 });
});

test('a device that computes wrong results is shown as such, however fast it is', () => {
  expect(tested('webgpu', { report: { ...report, meanDifference: 2 } }, 'linux')).toMatchObject({ state: 'wrong' });
});

test('a device that did not start is shown with the reason and what helps', () => {
  const log = "Couldn't load Vulkan: libvulkan.so.1: cannot open shared object file: No such file or directory";
  const { state, reason, remedy } = tested('webgpu', { failure: 'No supported adapters', log }, 'linux');
  expect({ state, reason }).toEqual({ state: 'failed', reason: 'the Vulkan loader (libvulkan.so.1) is not installed.' });
  expect(remedy).toContain('libvulkan1');
});
