import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { encoderRun } from './encoderRun.js';
import { swiftShaderEnvironment } from './swiftShader.js';

const names = [
  'bert-pretraining',
  'bert-pair-adapters',
  'modernbert-masked-lm',
  'roberta-sequence-classification',
  'gpt2-classifier',
  'llama-classifier',
];
const environment = swiftShaderEnvironment();

async function onWebGpu(name: string): Promise<number[]> {
  const script = join(import.meta.dirname, 'encoderRunProcess.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, 'webgpu', name], {
    env: { ...process.env, ...environment, NODE_OPTIONS: '' },
  });
  return JSON.parse(stdout) as number[];
}

describe.skipIf(environment === undefined)('on WebGPU, in software (needs the SwiftShader of Debian’s Chromium)', () => {
  test.each(names)('%s says what it says on the CPU', async (name) => {
    const [cpu, gpu] = [await encoderRun(name, 'cpu'), await onWebGpu(name)];
    expect(gpu).toHaveLength(cpu.length);
    expect(Math.max(...cpu.map((value, index) => Math.abs(value - (gpu[index] ?? NaN))))).toBeLessThan(1e-4);
  });
});
