import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Device, EngineInit } from '../common/engineApi.js';
import type { LoadedModel } from './features/loadedModel.js';
import type { Precision } from './graph/graphContext.js';
import { readCausalArchitecture } from './graph/architectures/registry.js';
import { type Checkpoint, openCheckpoint } from './models/checkpoint.js';
import { findModel } from './models/modelFolders.js';
import type { Decoder } from './runtime/decoder.js';
import { defaultPrecision, defaultThreads } from './runtime/defaults.js';
import { chooseDevice, type ChosenDevice, remembered } from './runtime/device/chooseDevice.js';
import { tryDevice } from './runtime/device/tryDevice.js';
import { openDecoder } from './runtime/openDecoder.js';
import { loadTokenizer } from './tokenizer/loadTokenizer.js';

/** Beside this file in the sources, and beside the bundle that holds it. */
const probeScript = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './probe.ts' : './probe.js', import.meta.url));

/** Enough to see whether a device computes rightly, and how fast a layer is. */
const probeLayers = 2;

/**
 * Finds the causal model that the engine was started with, and makes it ready on the best device that works. Fails with a `ClozeError`
 * that says why it could not.
 * @param precision how the weights are held; what serves a writer best on the device unless it is given
 */
export async function openModel(init: EngineInit, precision?: Precision): Promise<LoadedModel> {
  const checkpoint = await openCheckpoint(await findModel(init.causalModel, init.modelFolders));
  try {
    const threads = init.threads === 0 ? defaultThreads() : init.threads;
    const [wanted, files] = await Promise.all([wantedDevice(checkpoint, init, threads), checkpoint.tokenizerJson()]);
    const tokenizer = loadTokenizer(files.tokenizer, files.config);
    const { decoder, kind, note } = await openOnDevice(wanted, (device) =>
      openDecoder(checkpoint, {
        precision: precision ?? defaultPrecision(readCausalArchitecture(checkpoint).shape, device),
        device,
        threads,
        cacheFolder: init.cacheFolder,
      }),
    );
    const name = kind === 'cpu' ? (cpus()[0]?.model ?? 'CPU') : 'WebGPU';
    return { name: checkpoint.name, decoder, tokenizer, device: { kind, name, threads }, ...(note !== undefined && { deviceNote: note }) };
  } finally {
    await checkpoint.close();
  }
}

function wantedDevice(checkpoint: Checkpoint, { device, cacheFolder }: EngineInit, threads: number): Promise<ChosenDevice> {
  const { hiddenSize, heads, kvHeads } = readCausalArchitecture(checkpoint).shape;
  const question = { device: 'webgpu', size: { hiddenSize, heads, kvHeads, layers: probeLayers }, threads } as const;
  return chooseDevice(device, () => remembered(cacheFolder, JSON.stringify(question), () => tryDevice(question, probeScript), Date.now()));
}

/** Opens a model on a device; where that fails although a trial went well, on the CPU, and says so. */
async function openOnDevice(
  wanted: ChosenDevice,
  open: (device: Device) => Promise<Decoder>,
): Promise<ChosenDevice & { readonly decoder: Decoder }> {
  let { note } = wanted;
  if (wanted.kind !== 'cpu') {
    try {
      return { ...wanted, decoder: await open(wanted.kind) };
    } catch (error) {
      note = `The CPU is used, since the graphics device could not open this model: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
  return { kind: 'cpu', decoder: await open('cpu'), ...(note !== undefined && { note }) };
}
