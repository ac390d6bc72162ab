import { type Device, devices, isBuiltFor } from '../../../common/devices.js';
import type { DeviceChoice } from '../../../common/methods/lifecycle.js';
import type { FloatType } from '../../graph/onnx/graphBuilder.js';
import { deviceReason } from './deviceReason.js';
import { isWrong } from './isWrong.js';
import type { TrialAnswer } from './tryDevice.js';

export interface ChosenDevice {
  readonly kind: Device;
  /** What it calculates with, and how many tokens it reads at once, as a trial found. */
  readonly numbers?: FloatType;
  readonly tokensAtOnce?: number;
  /** Why a better device is not used, and what helps; absent where the best one is. */
  readonly note?: string;
}

/** A device is only worth its start-up and its power where it is clearly faster. */
export const worthwhileSpeedup = 1.2;

/** Where a device may be tried. */
export interface Machine {
  /** As `process.platform` and `process.arch` name it. */
  readonly platform: string;
  readonly arch: string;
}

/**
 * Chooses where the model runs. `auto` takes the first device of the table that a trial shows to compute rightly and faster than the processor;
 * a device by its name is taken where it computes rightly; all else is the processor.
 */
export async function chooseDevice(
  choice: DeviceChoice,
  machine: Machine,
  attempt: (device: Device) => Promise<TrialAnswer>,
): Promise<ChosenDevice> {
  if (choice === 'cpu') return { kind: 'cpu' };
  const wanted = choice === 'auto' ? triedByItself(machine) : [choice];
  let note: string | undefined;
  for (const device of wanted) {
    const chosen = await judge(device, machine, attempt, choice === 'auto');
    if (chosen.kind !== 'cpu') return chosen;
    note ??= chosen.note;
  }
  return { kind: 'cpu', ...(note !== undefined && { note }) };
}

function triedByItself({ platform, arch }: Machine): Device[] {
  return (Object.keys(devices) as Device[]).filter(
    (device) => device !== 'cpu' && devices[device].isTriedByItself && isBuiltFor(device, `${platform}-${arch}`),
  );
}

async function judge(
  device: Device,
  { platform, arch }: Machine,
  attempt: (device: Device) => Promise<TrialAnswer>,
  mustBeFaster: boolean,
): Promise<ChosenDevice> {
  const { name } = devices[device];
  if (!isBuiltFor(device, `${platform}-${arch}`)) {
    return { kind: 'cpu', note: `The processor is used, since ${name} is not there on this system (${platform}-${arch}).` };
  }
  const answer = await attempt(device);
  const { report } = answer;
  if (report === undefined) {
    const { reason, remedy } = deviceReason(device, answer, platform);
    const words = [`The processor is used, since ${name} could not be started: ${reason}`, ...(remedy === undefined ? [] : [remedy])];
    return { kind: 'cpu', note: words.join(' ') };
  }
  const speedup = report.cpuMs / report.deviceMs;
  if (mustBeFaster && speedup < worthwhileSpeedup) {
    return { kind: 'cpu', note: `The processor is used, since ${name} was not faster in a trial (${speedup.toPrecision(2)} × its speed).` };
  }
  if (isWrong(report.meanDifference)) {
    return { kind: 'cpu', note: `The processor is used, since ${name} computed wrong results in a trial.` };
  }
  return { kind: device, numbers: report.numbers, tokensAtOnce: report.tokensAtOnce };
}
