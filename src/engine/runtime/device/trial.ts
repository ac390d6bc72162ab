import { type Device, devices } from '../../../common/devices.js';
import { readEncoderArchitecture } from '../../graph/architectures/encoderRegistry.js';
import { readCausalArchitecture } from '../../graph/architectures/registry.js';
import type { Precision } from '../../graph/graphContext.js';
import type { FloatType } from '../../graph/onnx/graphBuilder.js';
import type { Checkpoint } from '../../models/checkpoint.js';
import type { Token } from '../../tokenizer/token.js';
import { type DecoderOptions, openDecoder } from '../openDecoder.js';
import { openEncoder } from '../openEncoder.js';
import { withFewerLayers } from './fewerLayers.js';

/** What a trial of a device with a model found. */
export interface TrialReport {
  /** What the device calculates with. */
  readonly numbers: FloatType;
  /**
   * How far log-probabilities, or features of an encoder, are from the processor's on average. Single ones may be further where one of the two
   * rounds activations to 8 bits; a device that is wrong is far off everywhere.
   */
  readonly meanDifference: number;
  /** Milliseconds of the whole model for a token, or of an encoder for a short text: on the device, and on the processor as it would be used there. */
  readonly deviceMs: number;
  readonly cpuMs: number;
}

/** A model on a device, and how it would be held there and on the processor. */
export interface TrialSubject {
  readonly kind: 'causal' | 'encoder';
  readonly device: Device;
  readonly devicePrecision: Precision;
  readonly cpuPrecision: Precision;
  readonly threads: number;
}

/** The time of a layer is the difference between these; the rest is that of the vocabulary. */
const [few, more] = [1, 3];

const promptLength = 48;
const timedSteps = 12;

/** A device that is so slow is known well enough after fewer steps. */
const longEnoughMs = 2000;
const fewestSteps = 3;

/**
 * Runs the first layers of a model on a device and on the processor, and compares results and speed. The device's graph is the one that the
 * model would use. A broken driver may end the process or hang it, so this runs in a process of its own. Fails where no numbers of the
 * device work, with the last reason.
 * @param cacheFolder where the graphs of the trial are built; the caller removes it
 */
export async function trial(checkpoint: Checkpoint, subject: TrialSubject, cacheFolder: string): Promise<TrialReport> {
  const { device, kind, devicePrecision, cpuPrecision, threads } = subject;
  const { layers } = kind === 'causal' ? readCausalArchitecture(checkpoint).shape : readEncoderArchitecture(checkpoint).shape;
  const run = (depth: number, options: Pick<DecoderOptions, 'device' | 'precision' | 'numbers' | 'standIn'>): Promise<Run> =>
    runs[kind](withFewerLayers(checkpoint, depth), { threads, cacheFolder, ...options });
  const both = async (options: Pick<DecoderOptions, 'device' | 'precision' | 'numbers'>): Promise<Run> => {
    const deep = await run(Math.min(more, layers), options);
    return layers <= more ? deep : { results: deep.results, ms: extrapolated((await run(few, options)).ms, deep.ms, layers) };
  };
  if (device === 'cpu') {
    const { ms } = await both({ device, precision: cpuPrecision });
    return { numbers: 'float32', meanDifference: 0, deviceMs: ms, cpuMs: ms };
  }
  let failure: unknown;
  for (const numbers of devices[device].numbers) {
    try {
      const found = await both({ device, precision: devicePrecision, numbers });
      const expected = await run(Math.min(more, layers), { device, precision: devicePrecision, numbers, standIn: true });
      const cpu = await both({ device: 'cpu', precision: cpuPrecision });
      const meanDifference = meanDifferenceOf(expected.results, found.results);
      return { numbers, meanDifference, deviceMs: found.ms, cpuMs: cpu.ms };
    } catch (error) {
      failure = error;
    }
  }
  throw failure instanceof Error ? failure : new Error('It has no numbers to calculate with.');
}

/** What a model answered, and the median time of a step in milliseconds. */
interface Run {
  readonly results: Float32Array;
  readonly ms: number;
}

const runs = {
  async causal(checkpoint: Checkpoint, options: DecoderOptions): Promise<Run> {
    const decoder = await openDecoder(checkpoint, options);
    try {
      const { vocabularySize, contextLength } = decoder;
      const prompt = Array.from(
        { length: Math.min(promptLength, contextLength - timedSteps) },
        (_, index) => ((index * 37) % vocabularySize) as Token,
      );
      const rate = Array.from({ length: Math.min(200, vocabularySize) }, (_, index) => Math.floor((index * vocabularySize) / 200) as Token);
      let { branch, next } = await decoder.prefill(prompt, { top: 1, rate: [...new Set(rate)] });
      const results = next.rated;
      const ms = await medianTime(async () => {
        const [step] = await decoder.extend([{ branch, tokens: [next.tokens[0] as Token] }], { top: 1 });
        if (step !== undefined) ({ branch, next } = step);
      });
      return { results, ms };
    } finally {
      await decoder.dispose();
    }
  },

  async encoder(checkpoint: Checkpoint, options: DecoderOptions): Promise<Run> {
    const encoder = await openEncoder(checkpoint, options);
    try {
      const { vocabularySize, contextLength, layers } = encoder;
      const length = Math.min(promptLength, contextLength);
      const text = { tokens: Array.from({ length }, (_, index) => ((index * 37) % vocabularySize) as Token) };
      const read = async (): Promise<Float32Array> =>
        (await encoder.features([text], { layers: [layers], pooling: ['mean'] }))[0] ?? new Float32Array();
      return { results: await read(), ms: await medianTime(read) };
    } finally {
      await encoder.dispose();
    }
  },
};

/** The first steps take longer, since a device compiles its programs for them; the median leaves them out. */
async function medianTime(step: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  const begin = performance.now();
  while (times.length < timedSteps && (times.length < fewestSteps || performance.now() - begin < longEnoughMs)) {
    const start = performance.now();
    await step();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Infinity;
}

/** The time of all layers from those of two depths; noise is no reason to count less than what was measured. */
function extrapolated(fewMs: number, moreMs: number, layers: number): number {
  return Math.max(moreMs, moreMs + ((layers - more) * (moreMs - fewMs)) / (more - few));
}

function meanDifferenceOf(expected: Float32Array, found: Float32Array): number {
  return expected.reduce((sum, value, index) => sum + Math.abs(value - (found[index] ?? NaN)), 0) / expected.length;
}
