import { fork } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { childEnvironment } from '../../../common/childEnvironment.js';
import { unfinishedFolder } from '../../graph/cacheFolder.js';
import { makeFolder } from '../../makeFolder.js';
import type { TrialReport, TrialSubject } from './trial.js';

export interface TrialQuestion extends TrialSubject {
  /** The path of the model, and where one that it is built on is looked for. */
  readonly model: string;
  readonly modelFolders: readonly string[];
  /** An empty folder for the graphs of the trial. */
  readonly folder: string;
}

export interface TrialAnswer {
  readonly report?: TrialReport;
  readonly failure?: string;
  /** What libraries and drivers wrote meanwhile, where there is a failure. */
  readonly log?: string;
}

/** A driver that has not answered by then hangs, or the machine is too busy to tell. Who asked for a device waits longer for it. */
const patienceMs = { unasked: 30_000, asked: 180_000 };

/** Enough for what a loader and a driver have to say. */
const maxLogLength = 20_000;

/**
 * Tries a device in a process of its own, so that a driver that crashes or hangs harms nothing, and leaves no file of the trial.
 * @param script the file of `engine/probe.ts`
 * @param cacheFolder where the trial may write
 */
export async function tryDevice(question: Omit<TrialQuestion, 'folder'>, script: string, cacheFolder: string): Promise<TrialAnswer> {
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

function answerOf(question: TrialQuestion, script: string): Promise<TrialAnswer> {
  return new Promise((resolve) => {
    const child = fork(script, [], {
      execArgv: process.execArgv.filter(isLoader),
      env: childEnvironment(process.env),
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let log = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(0, maxLogLength)));
    const timer = setTimeout(
      () => end({ failure: 'its driver did not answer in time' }),
      question.mustBeFaster ? patienceMs.unasked : patienceMs.asked,
    );
    const end = (answer: TrialAnswer): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      resolve(answer.failure === undefined ? answer : { ...answer, log });
    };
    child.once('message', (answer) => end(answer as TrialAnswer));
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
