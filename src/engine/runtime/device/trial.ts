import { type Device, devices } from '../../../common/devices.js';
import { readEncoderArchitecture } from '../../graph/architectures/encoderRegistry.js';
import { readCausalArchitecture } from '../../graph/architectures/registry.js';
import type { Precision } from '../../graph/graphContext.js';
import type { FloatType } from '../../graph/onnx/graphBuilder.js';
import type { Checkpoint } from '../../models/checkpoint.js';
import type { Token } from '../../tokenizer/token.js';
import { maxTokensAtOnce } from '../deviceDecoder.js';
import { type DecoderOptions, openDecoder } from '../openDecoder.js';
import { openEncoder } from '../openEncoder.js';
import { isWrong } from './isWrong.js';
import { withFewerLayers } from './fewerLayers.js';

/** What a trial of a device with a model found. */
export interface TrialReport {
  /** What the device calculates with, and the most tokens of a text that it reads in one step. */
  readonly numbers: FloatType;
  readonly tokensAtOnce: number;
  /**
   * How far log-probabilities, or features of an encoder, are from the processor's on average. Single ones may be further where the device
   * rounds activations to 8 bits; one that is wrong is far off everywhere. Absent where the device was too slow to go on.
   */
  readonly meanDifference?: number;
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
  /** Whether the device is only of use where it is faster than the processor. */
  readonly mustBeFaster: boolean;
}

/** The time of a layer is the difference between these; the rest is that of the vocabulary. */
const [few, more] = [1, 3];

const promptLength = 48;

/**
 * What a device reads in one step where it is wrong with more. For 32 tokens and more, ONNX Runtime has an attention of its own, which is wrong
 * on devices that work in groups of 4 threads (1.30, on SwiftShader).
 */
const fewTokensAtOnce = 24;

/** A device that is so many times as slow as the processor is none to measure with care. */
const hopeless = 10;

const timedSteps = 12;

/** A device that is so slow is known well enough after fewer steps. */
const longEnoughMs = 2000;
const minSteps = 2;

/**
 * Runs the first layers of a model on a device and on the processor, and compares results and speed. The device's graph is the one that the
 * model would use. A broken driver may end the process or hang it, so this runs in a process of its own. Fails where no numbers of the
 * device work, with the last reason.
 * @param cacheFolder where the graphs of the trial are built; the caller removes it
 */
export async function trial(checkpoint: Checkpoint, subject: TrialSubject, cacheFolder: string): Promise<TrialReport> {
  const { device, kind, devicePrecision, cpuPrecision, threads, mustBeFaster } = subject;
  const { layers } = kind === 'causal' ? readCausalArchitecture(checkpoint).shape : readEncoderArchitecture(checkpoint).shape;
  const run = (depth: number, options: RunOptions): Promise<Run> =>
    runs[kind](withFewerLayers(checkpoint, depth), { threads, cacheFolder, ...options });
  const deep = Math.min(more, layers);
  /** The time of all layers from that of the deep run; the vocabulary's part of it is only taken apart where that matters. */
  const whole = async (options: RunOptions, deepMs: number): Promise<number> =>
    layers <= more ? deepMs : extrapolated((await run(few, options)).ms, deepMs, layers);
  const onCpu = { device: 'cpu', precision: cpuPrecision } as const;
  if (device === 'cpu') {
    const ms = await whole(onCpu, (await run(deep, onCpu)).ms);
    return { numbers: 'float32', tokensAtOnce: maxTokensAtOnce, meanDifference: 0, deviceMs: ms, cpuMs: ms };
  }
  const inNumbers = async (numbers: FloatType): Promise<TrialReport> => {
    const held = { device, precision: devicePrecision, numbers };
    const attempt = (tokensAtOnce: number): Promise<Run> => run(deep, { ...held, tokensAtOnce });
    // The device comes first: where there is none, the trial ends at once.
    const found = await attempt(maxTokensAtOnce);
    const cpu = await run(deep, onCpu);
    const isHopeless = found.ms > hopeless * cpu.ms;
    const asMeasured = { deviceMs: (found.ms * layers) / deep, cpuMs: (cpu.ms * layers) / deep };
    if (isHopeless && mustBeFaster) return { numbers, tokensAtOnce: maxTokensAtOnce, ...asMeasured };
    const expected = await run(deep, { ...held, standIn: true });
    const cut = await closest(expected, found, kind === 'causal' ? attempt : undefined);
    if (isHopeless) return { numbers, ...cut, ...asMeasured };
    return { numbers, ...cut, deviceMs: await whole(held, found.ms), cpuMs: await whole(onCpu, cpu.ms) };
  };
  return firstRight(devices[device].numbers, inNumbers);
}

/** What was found in the first numbers that work and give right results; else what was found in the last. */
async function firstRight(all: readonly FloatType[], inNumbers: (numbers: FloatType) => Promise<TrialReport>): Promise<TrialReport> {
  let report: TrialReport | undefined;
  let failure: unknown;
  for (const numbers of all) {
    try {
      report = await inNumbers(numbers);
      if (report.meanDifference === undefined || !isWrong(report.meanDifference)) return report;
    } catch (error) {
      failure = error;
    }
  }
  if (report !== undefined) return report;
  throw failure instanceof Error ? failure : new Error('It has no numbers to calculate with.');
}

/** How much of a text the device may read at once for its results to be right: all that it is given, or few tokens where it can be cut. */
async function closest(
  expected: Run,
  found: Run,
  attempt: ((tokensAtOnce: number) => Promise<Run>) | undefined,
): Promise<{ readonly tokensAtOnce: number; readonly meanDifference: number }> {
  const meanDifference = meanDifferenceOf(expected.results, found.results);
  if (!isWrong(meanDifference) || attempt === undefined) return { tokensAtOnce: maxTokensAtOnce, meanDifference };
  const again = await attempt(fewTokensAtOnce);
  return { tokensAtOnce: fewTokensAtOnce, meanDifference: meanDifferenceOf(expected.results, again.results) };
}

type RunOptions = Pick<DecoderOptions, 'device' | 'precision' | 'numbers' | 'standIn' | 'tokensAtOnce'>;

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
  while (times.length < timedSteps && (times.length < minSteps || performance.now() - begin < longEnoughMs)) {
    const start = performance.now();
    await step();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor((times.length - 1) / 2)] ?? Infinity;
}

/** The time of all layers from those of two depths; noise is no reason to count less than what was measured. */
function extrapolated(fewMs: number, moreMs: number, layers: number): number {
  return Math.max(moreMs, moreMs + ((layers - more) * (moreMs - fewMs)) / (more - few));
}

function meanDifferenceOf(expected: Float32Array, found: Float32Array): number {
  return expected.reduce((sum, value, index) => sum + Math.abs(value - (found[index] ?? NaN)), 0) / expected.length;
}
