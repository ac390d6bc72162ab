import type { CancellationToken } from '../common/cancellation.js';
import { cancelledError } from '../common/clozeError.js';
import { type Device, deviceIds, devices, isBuiltFor } from '../common/devices.js';
import type { DeviceTest, EngineInit } from '../common/methods/lifecycle.js';
import { readCausalArchitecture } from './graph/architectures/registry.js';
import { findModel } from './models/modelFolders.js';
import { openCheckpoint } from './models/openCheckpoint.js';
import { triedModel } from './openModel.js';
import { trialOf, type TriedModel } from './openOnBestDevice.js';
import { defaultThreads } from './runtime/defaults.js';
import { deviceReason } from './runtime/device/deviceReason.js';
import { isWrong } from './runtime/device/isWrong.js';
import type { TrialAnswer } from './runtime/device/tryDevice.js';
import type { ModelKey } from './runtime/pool/modelPool.js';

/** Tries each device with a model, one after the other. Fails with a `ClozeError` where there is no such model. */
export async function testDevices(
  key: ModelKey<'causal'>,
  { modelFolders, cacheFolder, threads }: Pick<EngineInit, 'modelFolders' | 'cacheFolder' | 'threads'>,
  cancel: CancellationToken,
): Promise<DeviceTest[]> {
  const path = await findModel(key.model, modelFolders, process.env);
  const checkpoint = await openCheckpoint(path, modelFolders);
  try {
    const model = triedModel({ path, modelFolders }, checkpoint, key, readCausalArchitecture(checkpoint).shape, 'causal');
    const tests: DeviceTest[] = [];
    for (const device of deviceIds) {
      if (cancel.isCancellationRequested) throw cancelledError();
      tests.push(await testDevice(device, model, cacheFolder, threads === 0 ? defaultThreads() : threads));
    }
    return tests;
  } finally {
    await checkpoint.close();
  }
}

async function testDevice(device: Device, model: TriedModel, cacheFolder: string, threads: number): Promise<DeviceTest> {
  const { name } = devices[device];
  const system = `${process.platform}-${process.arch}`;
  if (!isBuiltFor(device, system)) return { device, name, state: 'absent', reason: `it is not there on this system (${system}).` };
  return { device, name, ...tested(device, await trialOf(device, model, cacheFolder, threads, { again: true }), process.platform) };
}

/** What a trial's answer says of a device. */
export function tested(device: Device, answer: TrialAnswer, platform: string): Omit<DeviceTest, 'device' | 'name'> {
  const { report } = answer;
  if (report === undefined) return { state: 'failed', ...deviceReason(device, answer, platform) };
  const { numbers, meanDifference, deviceMs, cpuMs } = report;
  const measured = { numbers, tokensPerSecond: 1000 / deviceMs, speedup: cpuMs / deviceMs };
  if (!isWrong(meanDifference)) return { state: 'works', ...measured };
  return { state: 'wrong', ...measured, reason: 'it computed wrong results; a newer driver may help.' };
}
