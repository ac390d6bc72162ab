import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TrialAnswer } from '../../src/engine/runtime/device/tryDevice.js';
import { golden } from '../util/golden.js';
import { swiftShaderEnvironment } from './swiftShader.js';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'cloze-test-'))));
afterAll(() => rm(folder, { recursive: true }));

async function tried(name: string, kind: string, environment: Record<string, string>): Promise<TrialAnswer> {
  const script = join(import.meta.dirname, 'deviceTrialProcess.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, golden(name).folder, kind, folder], {
    env: { ...process.env, ...environment, NODE_OPTIONS: '' },
  });
  return JSON.parse(stdout) as TrialAnswer;
}

describe.skipIf(swiftShaderEnvironment() === undefined)('A trial on WebGPU (needs the SwiftShader of Debian’s Chromium)', () => {
  test.each([
    ['llama-tied', 'causal'],
    ['bert-pair-adapters', 'encoder'],
  ])('measures %s itself, in the numbers that the device has', async (name, kind) => {
    const { report, failure } = await tried(name, kind, swiftShaderEnvironment() ?? {});
    expect(failure).toBeUndefined();
    expect(report?.numbers).toBe('float32');
    expect(report?.meanDifference).toBeLessThan(0.1);
    expect(Math.min(report?.deviceMs ?? 0, report?.cpuMs ?? 0)).toBeGreaterThan(0);
  });

  test('says what the driver says where there is none', async () => {
    const none = { ...swiftShaderEnvironment(), VK_DRIVER_FILES: '/none', VK_ICD_FILENAMES: '/none' };
    expect((await tried('llama-tied', 'causal', none)).log).toContain('Found no drivers');
  });
});
