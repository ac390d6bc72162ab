import type { Device } from '../../../common/devices.js';
import type { DeviceChoice } from '../../../common/methods/lifecycle.js';
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
  // What is no number is null in the file of earlier trials.
  if (!Number.isFinite(report.largestDifference) || report.largestDifference > tolerance) {
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

/** What a native library says, as a sentence for people: known answers in plain words, others without the place in its source. */
function sentence(text: string): string {
  if (text.includes('No supported adapters')) return 'none was found that WebGPU can use.';
  const line = (text.split('\n')[0] ?? '').replace(/^.*(?:was false\.|\(anonymous namespace\)::\S+) /, '').trim();
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
