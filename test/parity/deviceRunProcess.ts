import type { Device } from '../../src/common/devices.js';
import type { Precision } from '../../src/engine/graph/graphContext.js';
import { deviceRun } from './deviceRun.js';

/** A process that makes one run and prints it as JSON. usage: deviceRunProcess.ts CHECKPOINT DEVICE PRECISION */
const [, , name = '', device = 'cpu', precision = 'float32'] = process.argv;
console.log(JSON.stringify(await deviceRun(name, device as Device, precision as Precision)));
