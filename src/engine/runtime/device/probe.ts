import { maxOf } from '../../../common/extremes.js';
import type { Device } from '../../../common/devices.js';
import type { Decoder, Distribution } from '../decoder.js';
import type { Token } from '../../tokenizer/token.js';
import { openDecoder } from '../openDecoder.js';
import { probeCheckpoint, type ProbeSize } from './probeCheckpoint.js';

/** What a trial of a device found. */
export interface ProbeReport {
  /** The largest difference of a log-probability from the CPU's. */
  readonly largestDifference: number;
  /** Milliseconds a token and layer, on the device and on the CPU. */
  readonly deviceMs: number;
  readonly cpuMs: number;
}

const prompt = Array.from({ length: 48 }, (_, index) => ((index * 37) % 500) as Token);
const timedTokens = 12;

/**
 * Runs a small model on a device and on the CPU, and compares results and speed. A broken driver may end the process
 * or hang it, so this runs in a process of its own.
 * @param cacheFolder where the graphs of the trial are built; the caller removes it
 */
export async function probe(device: Device, size: ProbeSize, threads: number, cacheFolder: string): Promise<ProbeReport> {
  const checkpoint = probeCheckpoint(size);
  const run = async (on: Device): Promise<{ next: Distribution; ms: number }> => {
    const decoder = await openDecoder(checkpoint, { precision: 'int4', device: on, threads, cacheFolder });
    try {
      return await timeDecoder(decoder);
    } finally {
      await decoder.dispose();
    }
  };
  // The device comes first: where there is none, the trial ends at once.
  const other = await run(device);
  const cpu = await run('cpu');
  return {
    largestDifference: largestDifference(cpu.next, other.next),
    deviceMs: other.ms / size.layers,
    cpuMs: cpu.ms / size.layers,
  };
}

/** Reads a prompt, then decodes; the median leaves out the first tokens, for which a device compiles its programs. */
async function timeDecoder(decoder: Decoder): Promise<{ next: Distribution; ms: number }> {
  let { branch, next } = await decoder.prefill(prompt, { top: decoder.vocabularySize });
  const first = next;
  const times: number[] = [];
  for (let count = 0; count < timedTokens; count++) {
    const start = performance.now();
    const [step] = await decoder.extend([{ branch, tokens: [next.tokens[0] as Token] }], { top: 1 });
    times.push(performance.now() - start);
    if (step === undefined) break;
    ({ branch, next } = step);
  }
  times.sort((a, b) => a - b);
  return { next: first, ms: times[Math.floor(times.length / 2)] ?? Infinity };
}

function largestDifference(a: Distribution, b: Distribution): number {
  const other = new Map(b.tokens.map((token, index) => [token, b.logprobs[index] as number]));
  return maxOf(a.tokens.map((token, index) => Math.abs((a.logprobs[index] as number) - (other.get(token) ?? Infinity))));
}
