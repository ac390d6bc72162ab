import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Device } from '../common/devices.js';
import type { EngineInit, DeviceInUse } from '../common/methods/lifecycle.js';
import { defaultThreads } from './runtime/defaults.js';
import { chooseDevice, type ChosenDevice } from './runtime/device/chooseDevice.js';
import { remembered } from './runtime/device/deviceTrials.js';
import type { ProbeSize } from './runtime/device/probeCheckpoint.js';
import { type ProbeAnswer, tryDevice } from './runtime/device/tryDevice.js';

/** Beside this file in the sources, and beside the bundle that holds it. */
const probeScript = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './probe.ts' : './probe.js', import.meta.url));

/** Enough to see whether a device computes rightly, and how fast a layer is. */
const probeLayers = 2;

/** Something that was opened, and where it runs. */
export interface OpenedOnDevice<T> {
  readonly opened: T;
  readonly device: DeviceInUse;
  /** Why a better device is not used; one sentence. */
  readonly deviceNote?: string;
}

/**
 * Opens a model on the device that the engine was told to use, or on the best that works. Where that fails although a trial went well,
 * the CPU does the work, and the note says so.
 * @param size the sizes of the model's layers, for the trial
 */
export async function openOnBestDevice<T>(
  init: Pick<EngineInit, 'device' | 'cacheFolder' | 'threads'>,
  size: Omit<ProbeSize, 'layers'>,
  open: (device: Device, threads: number) => Promise<T>,
): Promise<OpenedOnDevice<T>> {
  const threads = init.threads === 0 ? defaultThreads() : init.threads;
  const wanted = await wantedDevice(init, size, threads);
  const { kind, opened, note } = await openOrStepDown(wanted, (device) => open(device, threads));
  const name = kind === 'cpu' ? (cpus()[0]?.model ?? 'CPU') : 'WebGPU';
  return { opened, device: { kind, name, threads }, ...(note !== undefined && { deviceNote: note }) };
}

function wantedDevice(
  { device, cacheFolder }: Pick<EngineInit, 'device' | 'cacheFolder'>,
  { hiddenSize, heads, kvHeads }: Omit<ProbeSize, 'layers'>,
  threads: number,
): Promise<ChosenDevice> {
  const question = { device: 'webgpu', size: { hiddenSize, heads, kvHeads, layers: probeLayers }, threads } as const;
  const attempt = (): Promise<ProbeAnswer> => tryDevice(question, probeScript, cacheFolder);
  return chooseDevice(device, () => remembered(cacheFolder, JSON.stringify(question), attempt, Date.now()));
}

async function openOrStepDown<T>(
  wanted: ChosenDevice,
  open: (device: Device) => Promise<T>,
): Promise<ChosenDevice & { readonly opened: T }> {
  let { note } = wanted;
  if (wanted.kind !== 'cpu') {
    try {
      return { ...wanted, opened: await open(wanted.kind) };
    } catch (error) {
      note = `The CPU is used, since the graphics device could not open this model: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
  return { kind: 'cpu', opened: await open('cpu'), ...(note !== undefined && { note }) };
}
