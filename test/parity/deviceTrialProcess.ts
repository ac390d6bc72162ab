import { fileURLToPath } from 'node:url';
import { tryDevice } from '../../src/engine/runtime/device/tryDevice.js';

/** A process that tries WebGPU with a model and prints the answer as JSON. usage: deviceTrialProcess.ts MODEL causal|encoder FOLDER */
const [, , model = '', kind = 'causal', folder = ''] = process.argv;
const subject = {
  kind: kind as 'causal' | 'encoder',
  device: 'webgpu',
  devicePrecision: 'int4',
  cpuPrecision: 'int8',
  threads: 1,
  mustBeFaster: false,
} as const;
const script = fileURLToPath(new URL('../../src/engine/probe.ts', import.meta.url));
console.log(JSON.stringify(await tryDevice({ ...subject, model, modelFolders: [] }, script, folder)));
