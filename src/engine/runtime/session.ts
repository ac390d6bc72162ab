import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type * as Ort from 'onnxruntime-node';
import type { CancellationToken } from '../../common/cancellation.js';
import { ClozeError } from '../../common/clozeError.js';
import { type Device, devices } from '../../common/devices.js';
import { weightsFile } from '../graph/graphManifest.js';
import { DeviceFailed } from './deviceFailed.js';
import { GraphRefused } from '../graph/graphRefused.js';

// The Linux build of onnxruntime-node reports to its vendor unless this is set before it loads.
process.env['ORT_DISABLE_TELEMETRY'] = '1';

export type Tensor = Ort.Tensor;
export type Feeds = Readonly<Record<string, Tensor>>;
export type Outputs = Readonly<Record<string, Tensor>>;

export interface SessionOptions {
  readonly device: Device;
  /** Threads of the CPU device. */
  readonly threads: number;
  /** Whether memory counts more than time: weights are not stored once more in the order of the kernels, and what a step needs is given back. */
  readonly isFrugal?: true;
  /** Outputs that stay in the device's memory. */
  readonly onDevice?: readonly string[];
}

/** A loaded graph. On a device `run` blocks the process's thread while it works, so it is one model step at a time. */
export interface Session {
  /** Bytes of the weights beside the graph. */
  readonly weightBytes: number;
  /** How much it can do at the same time, where it is on a server. */
  readonly capacity?: SessionCapacity;
  /**
   * @param unwanted outputs that are not fetched, which spares a copy of them, on a graphics device out of its memory
   * @param cancel ends a run that waits for a server; a device finishes its step
   */
  run(feeds: Feeds, unwanted?: readonly string[], cancel?: CancellationToken): Promise<Outputs>;
  dispose(): Promise<void>;
}

/**
 * Loads a graph from a file; its external data lies in the same folder.
 * Fails with `engine-failed-to-load` where the native library does not load, and with `internal` where it does not
 * accept the graph: on the processor as `GraphRefused`.
 */
export async function openSession(path: string, options: SessionOptions): Promise<Session> {
  const ort = await loadRuntime();
  const session = await createSession(ort, path, options);
  // Where outputs stay on the device, onnxruntime-node 1.30 keeps what was fetched once bound to the tensor of that step, which the
  // next step then does not fit. So there an output that was wanted once is fetched from then on.
  const bound = new Set<string>();
  return {
    weightBytes: await weightBytesOf(path),
    async run(feeds, unwanted = []) {
      const wanted = session.outputNames.filter((name) => bound.has(name) || !unwanted.includes(name));
      if (options.onDevice !== undefined) for (const name of wanted) bound.add(name);
      try {
        return await session.run(feeds, wanted);
      } catch (error) {
        if (options.device === 'cpu') throw error;
        throw new DeviceFailed(options.device, reason(error), { cause: error });
      }
    },
    dispose: () => session.release(),
  };
}

/** The most that a session takes on. */
export interface SessionCapacity {
  /** Runs under way at the same time. */
  readonly runs: number;
  /** Tokens of a run, padding included. */
  readonly tokens: number;
}

export interface TensorFactory {
  float32(data: Float32Array, shape: readonly number[]): Tensor;
  /** float32 values, or the bits of float16 values. */
  cache(data: Float32Array | Uint16Array, shape: readonly number[]): Tensor;
  int32(data: readonly number[], shape: readonly number[]): Tensor;
  int64(data: readonly number[], shape: readonly number[]): Tensor;
}

/** Makes tensors; typed arrays are used in place, not copied. */
export async function tensorFactory(): Promise<TensorFactory> {
  const { Tensor } = await loadRuntime();
  return {
    float32: (data, shape) => new Tensor('float32', data, shape),
    cache: (data, shape) => (data instanceof Float32Array ? new Tensor('float32', data, shape) : new Tensor('float16', data, shape)),
    int32: (data, shape) => new Tensor('int32', Int32Array.from(data), shape),
    int64: (data, shape) => new Tensor('int64', toInt64(data), shape),
  };
}

/** Whole numbers of 32 bits as 64-bit ones. A hundred times faster than `BigInt`, which counts where half a vocabulary is rated. */
function toInt64(values: readonly number[]): BigInt64Array {
  const halves = new Int32Array(2 * values.length);
  values.forEach((value, index) => {
    halves[2 * index] = value;
    halves[2 * index + 1] = value < 0 ? -1 : 0;
  });
  return new BigInt64Array(halves.buffer);
}

/** External data lies beside the graph; a graph of a few nodes, such as a trial's, may have none. */
async function weightBytesOf(path: string): Promise<number> {
  const found = await stat(join(dirname(path), weightsFile)).catch(() => undefined);
  return found?.size ?? 0;
}

/** Loads onnxruntime with what it has to know before. */
export async function loadRuntime(): Promise<typeof Ort> {
  // onnxruntime-common 1.30 wraps half precision in Float16Array where there is one (Node 24, and so VS Code), and its native
  // side takes that for an array without elements. Without the global, both agree on Uint16Array.
  Reflect.deleteProperty(globalThis, 'Float16Array');
  try {
    return await import('onnxruntime-node');
  } catch (error) {
    throw new ClozeError(
      {
        code: 'engine-failed-to-load',
        message:
          `The engine's native library (onnxruntime) could not be loaded: ${reason(error)} ` +
          `It needs a 64-bit ${process.platform} system; reinstall Cloze for this platform, or see the log for details.`,
        action: 'show-log',
      },
      { cause: error },
    );
  }
}

async function createSession(ort: typeof Ort, path: string, options: SessionOptions): Promise<Ort.InferenceSession> {
  try {
    return await ort.InferenceSession.create(path, {
      executionProviders: [devices[options.device].provider],
      intraOpNumThreads: options.threads,
      interOpNumThreads: 1,
      graphOptimizationLevel: 'all',
      logSeverityLevel: 3,
      ...(options.isFrugal === true && { enableCpuMemArena: false, enableMemPattern: false }),
      extra: {
        session: {
          // Attention gives masked tokens weights that are so small that processors calculate with them in slow motion.
          set_denormal_as_zero: '1',
          // Inputs are quantised where the graph says so, and nowhere else.
          disable_quant_qdq: '1',
          ...(options.isFrugal === true && { disable_prepacking: '1' }),
        },
      },
      ...(options.onDevice === undefined
        ? {}
        : { preferredOutputLocation: Object.fromEntries(options.onDevice.map((name) => [name, 'gpu-buffer' as const])) }),
    });
  } catch (error) {
    if (options.device === 'cpu') {
      const message = `The model's graph in "${dirname(path)}" could not be loaded: ${reason(error)} Remove this folder, or see the log.`;
      throw new GraphRefused({ code: 'internal', message, action: 'show-log' }, { cause: error });
    }
    throw new ClozeError(
      {
        code: 'internal',
        message: `The model could not be started on the device "${devices[options.device].name}": ${reason(error)} Choose another device, or see the log.`,
        action: 'open-settings',
      },
      { cause: error },
    );
  }
}

function reason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
