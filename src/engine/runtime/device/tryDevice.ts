import { fork } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { childEnvironment } from '../../../common/childEnvironment.js';
import type { Device } from '../../../common/devices.js';
import { unfinishedFolder } from '../../graph/cacheFolder.js';
import { makeFolder } from '../../makeFolder.js';
import type { ProbeReport } from './probe.js';
import type { ProbeSize } from './probeCheckpoint.js';

export interface ProbeQuestion {
  readonly device: Device;
  readonly size: ProbeSize;
  readonly threads: number;
  /** An empty folder for the graphs of the trial. */
  readonly folder: string;
}

export interface ProbeAnswer {
  readonly report?: ProbeReport;
  readonly failure?: string;
}

/** A driver that has not answered by then hangs. */
const patienceMs = 30_000;

/**
 * Tries a device in a process of its own, so that a driver that crashes or hangs harms nothing, and leaves no file of the trial.
 * @param script the file of `engine/probe.ts`
 * @param cacheFolder where the trial may write
 */
export async function tryDevice(question: Omit<ProbeQuestion, 'folder'>, script: string, cacheFolder: string): Promise<ProbeAnswer> {
  // Where this process is killed too, the name has the folder removed with the unfinished graphs.
  const { path: folder, finish } = unfinishedFolder(cacheFolder);
  try {
    await makeFolder(folder);
    return await answerOf({ ...question, folder }, script);
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  } finally {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    finish();
  }
}

function answerOf(question: ProbeQuestion, script: string): Promise<ProbeAnswer> {
  return new Promise((resolve) => {
    const child = fork(script, [], {
      execArgv: process.execArgv.filter(isLoader),
      env: childEnvironment(process.env),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const timer = setTimeout(() => end({ failure: 'its driver did not answer in time' }), patienceMs);
    const end = (answer: ProbeAnswer): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      resolve(answer);
    };
    child.once('message', (answer) => end(answer as ProbeAnswer));
    child.once('error', (error) => end({ failure: error.message }));
    child.once('exit', (code, signal) => end({ failure: `its driver ended the trial (${signal ?? `code ${code ?? 'unknown'}`})` }));
    child.send(question);
  });
}

/** Options that make a process read TypeScript stay; others, such as a debugger's port, do not. */
function isLoader(option: string, index: number, all: readonly string[]): boolean {
  const loaders = ['--import', '--require', '--loader'];
  return loaders.includes(option) || loaders.includes(all[index - 1] ?? '') || loaders.some((loader) => option.startsWith(`${loader}=`));
}
