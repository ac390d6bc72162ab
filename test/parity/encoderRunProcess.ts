import type { Device } from '../../src/common/engineApi.js';
import { encoderRun } from './encoderRun.js';

/** A process that makes one run for each checkpoint and prints them as one JSON object. usage: encoderRunProcess.ts DEVICE CHECKPOINT… */
const [, , device = 'cpu', ...names] = process.argv;
const runs: Record<string, number[]> = {};
for (const name of names) runs[name] = await encoderRun(name, device as Device);
console.log(JSON.stringify(runs));
