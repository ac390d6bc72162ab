import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { encoderRun } from './encoderRun.js';
import { swiftShaderEnvironment } from './swiftShader.js';

const names = ['bert-pretraining', 'modernbert-masked-lm', 'roberta-sequence-classification', 'gpt2-classifier'];
const environment = swiftShaderEnvironment();

async function onWebGpu(): Promise<Record<string, number[]>> {
  const script = join(import.meta.dirname, 'encoderRunProcess.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, 'webgpu', ...names], {
    env: { ...process.env, ...environment, NODE_OPTIONS: '' },
  });
  return JSON.parse(stdout) as Record<string, number[]>;
}

describe.skipIf(environment === undefined)('on WebGPU, in software (needs the SwiftShader of Debian’s Chromium)', () => {
  let gpu: Record<string, number[]>;
  beforeAll(async () => void (gpu = await onWebGpu()));

  test.each(names)('%s says what it says on the CPU', async (name) => {
    const cpu = await encoderRun(name, 'cpu');
    expect(gpu[name]).toHaveLength(cpu.length);
    expect(Math.max(...cpu.map((value, index) => Math.abs(value - (gpu[name]?.[index] ?? NaN))))).toBeLessThan(1e-4);
  });
});
