import { parentPort, workerData } from 'node:worker_threads';
import * as v from 'valibot';
import { watchThread, watchTask } from './process/watchThread.js';

/** The thread that watches over the process of a shared engine. */
if (parentPort !== null) watchThread(parentPort, v.parse(watchTask, workerData));
