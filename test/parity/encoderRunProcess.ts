import type { Device } from '../../src/common/devices.js';
import { encoderRun } from './encoderRun.js';

/** A process that makes one run and prints it as JSON. usage: encoderRunProcess.ts DEVICE CHECKPOINT */
const [, , device = 'cpu', name = ''] = process.argv;
console.log(JSON.stringify(await encoderRun(name, device as Device)));
