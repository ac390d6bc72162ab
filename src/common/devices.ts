/** Where a model can run. */
export type Device = 'cpu' | 'webgpu' | 'cuda' | 'directml' | 'coreml';

/** What is known of a device before it is tried. A driver, or a library, may still be missing; only a trial tells. */
export interface DeviceFacts {
  /** What people call it. */
  readonly name: string;
  /** What ONNX Runtime calls the part of it that computes there. */
  readonly provider: 'cpu' | 'webgpu' | 'cuda' | 'dml' | 'coreml';
  /**
   * Where the keys and values of a text are between two steps: in the process's memory, read in place; in the device's memory; or in the
   * process's memory, copied to the device and back, because onnxruntime-node 1.30 keeps outputs on no other device than WebGPU.
   */
  readonly cache: 'process' | 'device' | 'copied';
  /** What it calculates with, the fastest first; a device may lack the first. */
  readonly numbers: readonly ('float32' | 'float16')[];
  /** Whether it has products of matrices in 8 bits, and in 4. What it lacks is held in `numbers`. */
  readonly codes: { readonly int8: boolean; readonly int4: boolean };
  /** The systems whose builds of ONNX Runtime 1.30 have it, as `process.platform` and `process.arch` name them. */
  readonly platforms: readonly string[];
  /** What it needs beside Cloze, by `process.platform`: the end of a sentence that begins with "To use it,". */
  readonly needs: Readonly<Record<string, string>>;
  /** Whether `auto` tries it. */
  readonly isTriedByItself: boolean;
}

/** All devices. The order is that in which `auto` tries them, and in which they are shown. */
export const devices: Readonly<Record<Device, DeviceFacts>> = {
  cuda: {
    name: 'NVIDIA CUDA',
    provider: 'cuda',
    cache: 'copied',
    numbers: ['float16'],
    codes: { int8: true, int4: true },
    platforms: ['linux-x64'],
    needs: {
      linux:
        'install NVIDIA’s driver, CUDA and cuDNN, and run "Cloze: Install CUDA Support…" (on the command line: cloze devices install cuda).',
    },
    isTriedByItself: false,
  },
  webgpu: {
    name: 'WebGPU',
    provider: 'webgpu',
    cache: 'device',
    numbers: ['float16', 'float32'],
    codes: { int8: true, int4: true },
    platforms: ['win32-x64', 'win32-arm64', 'darwin-arm64', 'linux-x64'],
    needs: {
      linux:
        'install the Vulkan loader (libvulkan1; vulkan-loader on Fedora) and your graphics card’s Vulkan driver (mesa-vulkan-drivers for AMD and Intel).',
      win32: 'install the current driver of your graphics card, which has Direct3D 12.',
      darwin: 'update macOS, which has Metal.',
    },
    isTriedByItself: true,
  },
  directml: {
    name: 'DirectML',
    provider: 'dml',
    cache: 'copied',
    numbers: ['float16', 'float32'],
    codes: { int8: false, int4: true },
    platforms: ['win32-x64', 'win32-arm64'],
    needs: { win32: 'install the current driver of your graphics card, which has Direct3D 12.' },
    isTriedByItself: false,
  },
  coreml: {
    name: 'Apple Core ML',
    provider: 'coreml',
    cache: 'process',
    numbers: ['float32'],
    codes: { int8: false, int4: false },
    platforms: ['darwin-arm64'],
    needs: { darwin: 'update macOS.' },
    isTriedByItself: false,
  },
  cpu: {
    name: 'Processor',
    provider: 'cpu',
    cache: 'process',
    numbers: ['float32'],
    codes: { int8: true, int4: true },
    platforms: ['win32-x64', 'win32-arm64', 'darwin-arm64', 'linux-x64', 'linux-arm64'],
    needs: {},
    isTriedByItself: true,
  },
};

/** The ids of all devices, in the order of the table. */
export const deviceIds = Object.keys(devices) as readonly Device[];

/** Whether the ONNX Runtime of a platform, such as "linux-x64", was built with a device. */
export function isBuiltFor(device: Device, platform: string): boolean {
  return devices[device].platforms.includes(platform);
}
