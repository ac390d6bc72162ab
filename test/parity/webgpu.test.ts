import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { deviceRun, type DeviceRun } from './deviceRun.js';
import { swiftShaderEnvironment } from './swiftShader.js';

const environment = swiftShaderEnvironment();

async function onWebGpu(name: string, precision: string): Promise<DeviceRun> {
  const script = join(import.meta.dirname, 'deviceRunProcess.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, name, 'webgpu', precision], {
    env: { ...process.env, ...environment, NODE_OPTIONS: '' },
  });
  return JSON.parse(stdout) as DeviceRun;
}

function largestDifference(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((value, index) => Math.abs(value - (b[index] as number))));
}

describe.skipIf(environment === undefined)('on WebGPU, in software (needs the SwiftShader of Debian’s Chromium)', () => {
  test.each([
    { name: 'gpt2', precision: 'float32', tolerance: 1e-4 },
    { name: 'llama-tied', precision: 'float32', tolerance: 1e-4 },
    { name: 'gemma3', precision: 'float32', tolerance: 1e-4 },
    { name: 'gptj', precision: 'float32', tolerance: 1e-4 },
    { name: 'qwen3', precision: 'float32', tolerance: 1e-4 },
    // The CPU rounds activations to 8 bits where the device keeps them.
    { name: 'llama-untied-rope-scaled', precision: 'int4', tolerance: 0.1 },
    { name: 'gguf-llama-q4-k-m', precision: 'int4', tolerance: 0.1 },
    { name: 'gguf-llama-k-quants', precision: 'int4', tolerance: 0.3 },
  ] as const)('$name in $precision says what it says on the CPU', async ({ name, precision, tolerance }) => {
    const [cpu, gpu] = [await deviceRun(name, 'cpu', precision), await onWebGpu(name, precision)];
    expect(largestDifference(cpu.rated, gpu.rated)).toBeLessThan(tolerance);
    expect(largestDifference([cpu.edited, ...cpu.branches], [gpu.edited, ...gpu.branches])).toBeLessThan(tolerance);
    expect(gpu.states).toHaveLength(cpu.states.length);
    expect(largestDifference([cpu.after, ...cpu.states], [gpu.after, ...gpu.states])).toBeLessThan(tolerance);
    if (precision === 'float32') expect({ greedy: gpu.greedy, ranks: gpu.ranks }).toEqual({ greedy: cpu.greedy, ranks: cpu.ranks });
  });
});
