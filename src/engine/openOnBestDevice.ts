import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Device, devices } from '../common/devices.js';
import type { EngineInit, DeviceInUse } from '../common/methods/lifecycle.js';
import type { Precision } from './graph/graphContext.js';
import type { FloatType } from './graph/onnx/graphBuilder.js';
import { defaultThreads } from './runtime/defaults.js';
import { chooseDevice, type ChosenDevice } from './runtime/device/chooseDevice.js';
import { type DeviceMemory, withinMemory } from './runtime/device/deviceMemory.js';
import { remembered } from './runtime/device/deviceTrials.js';
import { driverFingerprint } from './runtime/device/driverFingerprint.js';
import { type TrialAnswer, tryDevice } from './runtime/device/tryDevice.js';

/** Beside this file in the sources, and beside the bundle that holds it. */
const probeScript = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './probe.ts' : './probe.js', import.meta.url));

/** A model that a device is tried with. */
export interface TriedModel {
  readonly path: string;
  /** Where a model that it is built on is looked for. */
  readonly modelFolders: readonly string[];
  /** Changes when the model does. */
  readonly fingerprint: string;
  readonly kind: 'causal' | 'encoder';
  /** How its weights are held on a device. */
  readonly precisionOn: (device: Device) => Precision;
  /** About how many bytes its weights have there. */
  readonly bytesOn: (device: Device, numbers: FloatType) => number;
}

/** Something that was opened, and where it runs. */
export interface OpenedOnDevice<T> {
  readonly opened: T;
  readonly device: DeviceInUse;
  /** Why a better device is not used; one sentence. */
  readonly deviceNote?: string;
}

/** Where a model is to be opened. */
export interface Place {
  readonly device: Device;
  readonly numbers: FloatType | undefined;
  readonly tokensAtOnce: number | undefined;
  readonly threads: number;
}

/**
 * Opens a model on the device that the engine was told to use, or on the best that works. Where that fails although a trial went well,
 * the processor does the work, and the note says so.
 * @param memory what models may take of the memory of devices, where that has a limit
 */
export async function openOnBestDevice<T>(
  init: Pick<EngineInit, 'device' | 'cacheFolder' | 'threads'>,
  model: TriedModel,
  open: (place: Place) => Promise<T>,
  memory?: DeviceMemory,
): Promise<OpenedOnDevice<T>> {
  const threads = init.threads === 0 ? defaultThreads() : init.threads;
  const chosen = await chooseDevice(init.device, process, (device) =>
    trialOf(device, model, init.cacheFolder, threads, { mustBeFaster: init.device === 'auto' }),
  );
  const bytes = (): number => model.bytesOn(chosen.kind, chosen.numbers ?? 'float32');
  const wanted = memory === undefined ? chosen : withinMemory(chosen, bytes(), memory);
  const { kind, opened, note } = await openOrStepDown(wanted, ({ kind: device, numbers, tokensAtOnce }) =>
    open({ device, numbers, tokensAtOnce, threads }),
  );
  const name = kind === 'cpu' ? processorName() : devices[kind].name;
  return { opened, device: { kind, name, threads }, ...(note !== undefined && { deviceNote: note }) };
}

/** Opens a model that only the processor runs; where another device was asked for, the note says so. */
export async function openOnProcessor<T>(
  wanted: EngineInit['device'],
  threadsAsked: number,
  open: (threads: number) => Promise<T>,
): Promise<OpenedOnDevice<T>> {
  const threads = threadsAsked === 0 ? defaultThreads() : threadsAsked;
  const opened = await open(threads);
  const deviceNote = wanted === 'auto' || wanted === 'cpu' ? {} : { deviceNote: 'Ready-made ONNX graphs run on the processor only.' };
  return { opened, device: { kind: 'cpu', name: processorName(), threads }, ...deviceNote };
}

function processorName(): string {
  return cpus()[0]?.model ?? 'CPU';
}

/** What a trial of a device with a model found: now where it is made `again`, or earlier with the same driver and version of Cloze. */
export async function trialOf(
  device: Device,
  { path, modelFolders, fingerprint, kind, precisionOn }: TriedModel,
  cacheFolder: string,
  threads: number,
  { mustBeFaster = false, again = false }: { readonly mustBeFaster?: boolean; readonly again?: boolean },
): Promise<TrialAnswer> {
  const subject = { kind, device, devicePrecision: precisionOn(device), cpuPrecision: precisionOn('cpu'), threads, mustBeFaster };
  const key = JSON.stringify([await driverFingerprint(probeScript), fingerprint, subject]);
  return remembered(
    cacheFolder,
    key,
    () => tryDevice({ ...subject, model: path, modelFolders }, probeScript, cacheFolder),
    Date.now(),
    again,
  );
}

async function openOrStepDown<T>(
  wanted: ChosenDevice,
  open: (device: ChosenDevice) => Promise<T>,
): Promise<ChosenDevice & { readonly opened: T }> {
  let { note } = wanted;
  if (wanted.kind !== 'cpu') {
    try {
      return { ...wanted, opened: await open(wanted) };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      note = `The processor is used, since ${devices[wanted.kind].name} could not open this model: ${reason}`;
    }
  }
  return { kind: 'cpu', opened: await open({ kind: 'cpu' }), ...(note !== undefined && { note }) };
}
