import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../makeFolder.js';
import { isRecord } from '../../models/json.js';
import { writeWhole } from '../../writeWhole.js';
import type { ProbeReport } from './probe.js';
import type { ProbeAnswer } from './tryDevice.js';

/** How long a trial's result holds; a driver may be updated meanwhile. */
const trialHoldsMs = 7 * 24 * 3600 * 1000;

/** A file that Cloze writes is far smaller. */
const maxBytes = 2 ** 20;

/**
 * Makes a trial once a week, and remembers its result in a file. Results that are old, that are of the future, or that cannot have been
 * found are left out of it. A result that cannot be kept is only lost.
 * @param now milliseconds since 1970
 */
export async function remembered(folder: string, key: string, attempt: () => Promise<ProbeAnswer>, now: number): Promise<ProbeAnswer> {
  const path = join(folder, 'device-trials.json');
  const trials = await readTrials(path, now);
  const known = trials.get(key);
  if (known !== undefined) return known.answer;
  const answer = await attempt();
  try {
    await makeFolder(folder);
    await writeWhole(path, JSON.stringify(Object.fromEntries([...trials, [key, { at: now, answer }]])));
  } catch {
    // The trial is made again next time.
  }
  return answer;
}

interface Trial {
  readonly at: number;
  readonly answer: ProbeAnswer;
}

/** The trials that still hold. */
async function readTrials(path: string, now: number): Promise<Map<string, Trial>> {
  try {
    const entry = await lstat(path);
    if (!entry.isFile() || entry.size > maxBytes) return new Map();
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (!isRecord(value)) return new Map();
    return new Map(Object.entries(value).filter((trial): trial is [string, Trial] => isTrial(trial[1], now)));
  } catch {
    return new Map();
  }
}

function isTrial(value: unknown, now: number): value is Trial {
  if (!isRecord(value) || !isNumber(value.at) || !isRecord(value.answer)) return false;
  const { report, failure } = value.answer;
  const isAnswer = report === undefined ? typeof failure === 'string' && failure !== '' : isReport(report) && failure === undefined;
  return isAnswer && value.at <= now && now - value.at < trialHoldsMs;
}

/** A difference that is no number is kept as null. */
function isReport(value: unknown): value is ProbeReport {
  if (!isRecord(value)) return false;
  const { largestDifference, deviceMs, cpuMs } = value;
  return (largestDifference === null || isNumber(largestDifference)) && [deviceMs, cpuMs].every((ms) => isNumber(ms) && ms > 0);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
