import type { Device } from '../../common/devices.js';
import { modelInvalid } from '../models/modelErrors.js';
import type { LargestValue } from '../graph/weights/checkedCheckpoint.js';
import { DeviceFailed } from './deviceFailed.js';
import type { Feeds, Outputs, Session } from './session.js';

/** What is known of a model whose results are checked. */
export interface CheckedModel {
  readonly name: string;
  readonly device: Device;
  /** Which of its weights are the largest. */
  readonly largest: () => Promise<LargestValue | undefined>;
}

/**
 * A session whose results are numbers: each step fails with `model-invalid` where one is infinite or no number, as it is where weights are
 * so large that the model cannot calculate with them; on other devices than the processor as `DeviceFailed`, for numbers are smaller there. What the step would have left in the cache is lost then.
 * @param names the outputs to look at, of those that are fetched
 */
export function finiteResults(session: Session, names: readonly string[], model: CheckedModel): Session {
  return {
    weightBytes: session.weightBytes,
    async run(feeds: Feeds, unwanted?: readonly string[]): Promise<Outputs> {
      const outputs = await session.run(feeds, unwanted);
      for (const name of names) {
        const values = outputs[name]?.data;
        if (values instanceof Float32Array && !areNumbers(values, model.device)) throw await noNumbers(model);
      }
      return outputs;
    },
    dispose: () => session.dispose(),
  };
}

/** A graphics device may round a probability to zero, whose logarithm is infinite. */
function areNumbers(values: Float32Array, device: Device): boolean {
  const least = device === 'cpu' ? -Number.MAX_VALUE : -Infinity;
  return values.every((value) => value >= least && value < Infinity);
}

async function noNumbers({ name, device, largest }: CheckedModel): Promise<Error> {
  if (device !== 'cpu') return new DeviceFailed(device, 'it computed what is infinite or no number.');
  const found = await largest();
  const suspect =
    found === undefined ? '' : ` Its largest weights, of up to ${found.value.toPrecision(2)}, are in the tensor "${found.tensor}".`;
  return modelInvalid(name, `It computes what is infinite or no number, so that its answers mean nothing.${suspect}`);
}
