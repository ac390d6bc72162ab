import path from 'node:path';
import type { EngineInit } from '../../../src/common/methods/lifecycle.js';

const root = path.join(import.meta.dirname, '../../..');

/** The model that lies in the repository, on a device that every machine has. Its graph is built once and kept. */
export const embeddedModel: EngineInit = {
  modelFolders: [path.join(root, 'models')],
  cacheFolder: path.join(root, '.cache/graphs'),
  causalModel: 'smollm2-135m-instruct',
  device: 'cpu',
  // Test files run beside each other, and threads that wait for each other's cores are slower than none.
  threads: 1,
};
