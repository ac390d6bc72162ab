import { devices } from '../../../common/devices.js';
import type { ChosenDevice } from './chooseDevice.js';

/** What models may take of the memory of graphics cards, in bytes. */
export interface DeviceMemory {
  readonly limit: number;
  /** What those that are loaded take. */
  readonly taken: () => number;
}

/**
 * The device that was chosen for a model, or the processor where the model does not fit there beside the others. Those keep their place:
 * two models that took it from each other would be loaded at every turn.
 * @param bytes of the model's weights on that device
 */
export function withinMemory(chosen: ChosenDevice, bytes: number, { limit, taken }: DeviceMemory): ChosenDevice {
  const left = Math.max(0, limit - taken());
  if (chosen.kind === 'cpu' || bytes <= left) return chosen;
  const room = left === limit ? megabytes(limit) : `${megabytes(left)} of ${megabytes(limit)}`;
  const { name } = devices[chosen.kind];
  const note = `The processor is used, since this model takes about ${megabytes(bytes)} on ${name}, and Cloze may take ${room} there (cloze.deviceMemory).`;
  return { kind: 'cpu', note };
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)} MB`;
}
