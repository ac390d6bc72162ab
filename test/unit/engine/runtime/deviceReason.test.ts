import { expect, test } from 'vitest';
import { deviceReason } from '../../../../src/engine/runtime/device/deviceReason.js';

const none = 'Failed to get a WebGPU adapter: No supported adapters';
const cannotOpen = 'cannot open shared object file: No such file or directory';

test.each([
  {
    device: 'webgpu',
    log: `Warning: Couldn't load Vulkan: libvulkan.so.1: ${cannotOpen}\n at BackendVk.cpp:368`,
    failure: none,
    reason: 'the Vulkan loader (libvulkan.so.1) is not installed.',
    remedy: 'libvulkan1',
  },
  {
    device: 'webgpu',
    log: 'Warning: vkCreateInstance: Found no drivers!\nWarning: vkCreateInstance failed with VK_ERROR_INCOMPATIBLE_DRIVER',
    failure: none,
    reason: 'Vulkan is installed, but no driver for a graphics card that it finds.',
    remedy: 'mesa-vulkan-drivers',
  },
  { device: 'webgpu', log: '', failure: none, reason: 'no graphics card was found that it can use.', remedy: 'Vulkan driver' },
  {
    device: 'cuda',
    log: `Failed to load library /x/libonnxruntime_providers_shared.so with error: /x/libonnxruntime_providers_shared.so: ${cannotOpen}`,
    failure: 'OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library',
    reason: 'its provider library for ONNX Runtime is not installed.',
    remedy: 'Install CUDA Support',
  },
  {
    device: 'cuda',
    log: `libcurand.so.10: ${cannotOpen}`,
    failure: 'Failed to load shared library',
    reason: 'the library libcurand.so.10 is not installed.',
    remedy: 'CUDA',
  },
  {
    device: 'webgpu',
    log: '',
    failure: 'its driver did not answer in time',
    reason: 'its driver did not answer in time.',
    remedy: undefined,
  },
] as const)('that $device fails with "$failure" and "$log" means: $reason', ({ device, log, failure, reason, remedy }) => {
  const found = deviceReason(device, { failure, log }, 'linux');
  expect(found.reason).toBe(reason);
  if (remedy === undefined) expect(found.remedy).toBeUndefined();
  else expect(found.remedy).toContain(remedy);
});
