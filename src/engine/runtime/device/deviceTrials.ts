import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../makeFolder.js';
import { isRecord } from '../../models/json.js';
import { writeWhole } from '../../writeWhole.js';
import type { TrialReport } from './trial.js';
import type { TrialAnswer } from './tryDevice.js';

/** How long a result is kept that is not asked for any more. */
const keptMs = 365 * 24 * 3600 * 1000;

/** A file that Cloze writes is far smaller. */
const maxBytes = 2 ** 20;

/** What failed in this process: it is tried again at the next start, not for each model. */
const failures = new Map<string, TrialAnswer>();

/**
 * Makes a trial once for a key, and remembers what it measured in a file. A failure is remembered as long as this process runs: the machine
 * may have been too busy, or what is missing may be installed meanwhile. Results of the future, and those that cannot have been found, are left
 * out of the file. A result that cannot be kept is only lost.
 * @param key says all that a result depends on, such as the driver and the version of Cloze
 * @param now milliseconds since 1970
 * @param again whether to make it also where a result is known
 */
export async function remembered(
  folder: string,
  key: string,
  attempt: () => Promise<TrialAnswer>,
  now: number,
  again = false,
): Promise<TrialAnswer> {
  const path = join(folder, 'device-trials.json');
  const trials = await readTrials(path, now);
  const known = trials.get(key);
  if (known !== undefined && !again) return { report: known.report };
  const here = `${path} ${key}`;
  const failed = failures.get(here);
  if (failed !== undefined && !again) return failed;
  const answer = await attempt();
  if (answer.report === undefined) failures.set(here, answer);
  else {
    failures.delete(here);
    await keep(folder, path, [...trials, [key, { at: now, report: answer.report }]]);
  }
  return answer;
}

/** Forgets what failed, so that it is tried again now. */
export function forgetFailures(): void {
  failures.clear();
}

async function keep(folder: string, path: string, trials: readonly (readonly [string, Trial])[]): Promise<void> {
  try {
    await makeFolder(folder);
    await writeWhole(path, JSON.stringify(Object.fromEntries(trials)));
  } catch {
    // The trial is made again next time.
  }
}

interface Trial {
  readonly at: number;
  readonly report: TrialReport;
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
  return isRecord(value) && isNumber(value.at) && isReport(value.report) && value.at <= now && now - value.at < keptMs;
}

/** A difference that is no number is kept as null. */
function isReport(value: unknown): value is TrialReport {
  if (!isRecord(value)) return false;
  const { numbers, tokensAtOnce, meanDifference, deviceMs, cpuMs } = value;
  const isRight =
    (numbers === 'float32' || numbers === 'float16') && Number.isInteger(tokensAtOnce) && isNumber(tokensAtOnce) && tokensAtOnce > 0;
  return (
    isRight &&
    (meanDifference === undefined || meanDifference === null || isNumber(meanDifference)) &&
    [deviceMs, cpuMs].every((ms) => isNumber(ms) && ms > 0)
  );
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
