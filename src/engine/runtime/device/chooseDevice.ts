import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Device, DeviceChoice } from '../../../common/engineApi.js';
import { makeFolder } from '../../makeFolder.js';
import type { ProbeAnswer } from './tryDevice.js';

export interface ChosenDevice {
  readonly kind: Device;
  /** Why a better device is not used; one sentence. Absent where the best one is. */
  readonly note?: string;
}

/** Results of a device may differ from the CPU's by this much (in log-probability) for other roundings, not more. */
const tolerance = 0.1;

/** A device is only worth its start-up and its power where it is clearly faster. */
const worthwhileSpeedup = 1.2;

/**
 * Chooses where the model runs. `auto` takes the graphics device where a trial shows that it computes rightly and
 * faster than the CPU; `webgpu` takes it where it computes rightly; all else is the CPU.
 */
export async function chooseDevice(choice: DeviceChoice, attempt: () => Promise<ProbeAnswer>): Promise<ChosenDevice> {
  if (choice === 'cpu') return { kind: 'cpu' };
  const { report, failure } = await attempt();
  if (report === undefined) {
    return {
      kind: 'cpu',
      note: `The CPU is used, since the graphics device could not be started: ${sentence(failure ?? 'no reason given')}`,
    };
  }
  if (!(report.largestDifference <= tolerance)) {
    return { kind: 'cpu', note: 'The CPU is used, since the graphics device computed wrong results in a trial.' };
  }
  const speedup = report.cpuMs / report.deviceMs;
  if (choice === 'auto' && speedup < worthwhileSpeedup) {
    return {
      kind: 'cpu',
      note: `The CPU is used, since the graphics device was not faster in a trial (${speedup.toFixed(1)} × its speed).`,
    };
  }
  return { kind: 'webgpu' };
}

/** How long a trial's result holds; a driver may be updated meanwhile. */
const trialHoldsMs = 7 * 24 * 3600 * 1000;

/** Makes a trial once a week, and remembers its result in a file. A result that cannot be kept is only lost. */
export async function remembered(folder: string, key: string, attempt: () => Promise<ProbeAnswer>, now: number): Promise<ProbeAnswer> {
  const path = join(folder, 'device-trials.json');
  const trials = await readTrials(path);
  const known = trials[key];
  if (known !== undefined && now - known.at < trialHoldsMs) return known.answer;
  const answer = await attempt();
  try {
    await makeFolder(folder);
    await writeFile(`${path}.${process.pid}`, JSON.stringify({ ...trials, [key]: { at: now, answer } }));
    await rename(`${path}.${process.pid}`, path);
  } catch {
    // The trial is made again next time.
  }
  return answer;
}

interface Trial {
  readonly at: number;
  readonly answer: ProbeAnswer;
}

async function readTrials(path: string): Promise<Record<string, Trial>> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, Trial>) : {};
  } catch {
    return {};
  }
}

/** What a native library says, as a sentence for people: known answers in plain words, others without the place in its source. */
function sentence(text: string): string {
  if (text.includes('No supported adapters')) return 'none was found that WebGPU can use.';
  const line = (text.split('\n')[0] ?? '').replace(/^.*(?:was false\.|\(anonymous namespace\)::\S+) /, '').trim();
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
