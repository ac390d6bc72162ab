import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundledScript } from '../../util/bundledScript.js';
import { EngineProcess } from '../../../src/backend/engineProcess.js';
import type { Clock } from '../../../src/common/clock.js';
import { ClozeError } from '../../../src/common/clozeError.js';
import type { CompleteRequest } from '../../../src/common/methods/completion.js';
import type { EngineInit } from '../../../src/common/methods/lifecycle.js';

const script = await bundledScript('test/unit/backend/fixtures/engine.ts', await mkdtemp(path.join(tmpdir(), 'cloze-test-')));

/** Starts the stand-in for the engine; its log lines are added to `log`. */
export function startEngine(log: { push(line: string): unknown } = [], clock?: Clock): EngineProcess {
  return new EngineProcess(script, (level, message) => log.push(`${level}: ${message}`), clock);
}

export function initFor(causalModel: string): EngineInit {
  return { modelFolders: ['/models'], cacheFolder: '/cache', causalModel, device: 'cpu', threads: 0 };
}

/** A request whose text tells the stand-in what to do. */
export function requestTo(before: string): CompleteRequest {
  return {
    context: { headings: [], before, after: '' },
    maxTokens: 8,
    candidates: 1,
    stopAt: 'sentence',
    sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
    alternatives: 0,
    minConfidence: 0,
  };
}

/** Whether a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** How a call ended: `resolved`, or the code of its failure. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'resolved';
  } catch (error) {
    return error instanceof ClozeError ? error.code : `not a ClozeError: ${String(error)}`;
  }
}
