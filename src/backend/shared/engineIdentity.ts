import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { deviceEnvironment } from '../../common/childEnvironment.js';
import type { EngineInit } from '../../common/methods/lifecycle.js';

/**
 * What all clients of one process have to agree on, as a key: the very program, so that two versions never talk to one another, the settings
 * that a process has once, and what chooses its device. Models and the choice of a device are each client's own.
 */
export async function engineKey(script: string, { modelFolders, cacheFolder, threads }: EngineInit): Promise<string> {
  const program = createHash('sha256').update(await readFile(script)).digest('hex'); // prettier-ignore
  const agreed = [program, modelFolders, cacheFolder, threads, Object.entries(deviceEnvironment(process.env)).sort()];
  return createHash('sha256').update(JSON.stringify(agreed)).digest('hex').slice(0, 32); // prettier-ignore
}
