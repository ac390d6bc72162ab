import { isAbsolute } from 'node:path';
import { badRequest } from './features/badRequest.js';
import { isRecord } from './models/json.js';

const devices: readonly unknown[] = ['auto', 'cpu', 'webgpu'];

/** More threads than any processor has. */
const mostThreads = 1024;

/** Refuses what an engine cannot be started with, with code `bad-request`. It comes from another process, so that also types are checked. */
export function checkInit(init: unknown): void {
  if (!isRecord(init)) throw badRequest('it is told nothing to start with.');
  const { modelFolders, cacheFolder, causalModel, encoderModel, device, threads } = init;
  if (!Array.isArray(modelFolders) || !modelFolders.every(isPath)) throw badRequest('modelFolders must be a list of absolute paths.');
  if (!isPath(cacheFolder)) throw badRequest('cacheFolder must be an absolute path.');
  if (typeof causalModel !== 'string') throw badRequest('causalModel must be a name or a path.');
  if (encoderModel !== undefined && typeof encoderModel !== 'string') throw badRequest('encoderModel must be a name or a path.');
  if (!devices.includes(device)) throw badRequest('device must be "auto", "cpu" or "webgpu".');
  if (!Number.isInteger(threads) || (threads as number) < 0 || (threads as number) > mostThreads) {
    throw badRequest(`threads must be a whole number from 0 to ${mostThreads}.`);
  }
}

function isPath(value: unknown): boolean {
  return typeof value === 'string' && isAbsolute(value);
}
