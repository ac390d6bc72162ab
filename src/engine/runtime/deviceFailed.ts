import { ClozeError } from '../../common/clozeError.js';
import { type Device, devices } from '../../common/devices.js';

/** A device other than the processor stopped working, or computes what is no number. The processor can do the same work instead. */
export class DeviceFailed extends ClozeError {
  constructor(
    device: Device,
    readonly reason: string,
    options?: { cause?: unknown },
  ) {
    const message = `${devices[device].name} stopped working: ${reason} Choose another device, or see the log.`;
    super({ code: 'internal', message, action: 'open-settings' }, options);
  }
}
