import { isAbsolute } from 'node:path';
import type { Device } from '../common/devices.js';
import type { Precision } from './graph/graphContext.js';
import { modelHash } from './models/modelHash.js';
import type { Checkpoint } from './models/checkpoint.js';
import { openCheckpoint } from './models/openCheckpoint.js';
import { findNamedModel } from './models/modelFolders.js';
import { type Building, estimatedBytes } from './graph/building.js';
import { isCausalEmbedder, readEncoderArchitecture } from './graph/architectures/encoderRegistry.js';
import { readCausalArchitecture } from './graph/architectures/registry.js';
import type { DeviceInUse, EngineInit, ModelRole } from '../common/methods/lifecycle.js';
import type { LoadedClassifier } from './features/classification/loadedClassifier.js';
import type { LoadedEncoder } from './features/loadedEncoder.js';
import type { LoadedModel } from './features/loadedModel.js';
import { openOnBestDevice, type OpenedOnDevice, openOnProcessor, type TriedModel } from './openOnBestDevice.js';
import type { Log } from './log.js';
import { defaultPrecision } from './runtime/defaults.js';
import type { DeviceMemory } from './runtime/device/deviceMemory.js';
import { type DecoderOptions, openDecoder } from './runtime/openDecoder.js';
import type { Encoder } from './runtime/encoder.js';
import { openEncoder } from './runtime/openEncoder.js';
import { openReadyDecoder, openReadyEncoder, type ReadyOptions } from './runtime/readyMade/openReadyMade.js';
import type { ReadyCheckpoint } from './runtime/readyMade/readyModel.js';
import type { Loaded, ModelKey } from './runtime/pool/modelPool.js';
import { chatOf } from './tokenizer/chat/chat.js';
import { loadTokenizer } from './tokenizer/loadTokenizer.js';
import { specialTokens, textFrame } from './tokenizer/specialTokens.js';
import type { Token } from './tokenizer/token.js';
import { checkTokenizerFile, type TokenizerFile } from './tokenizer/tokenizerFile.js';
import { CausalUpper } from './training/causal/causalUpper.js';
import { UpperModels } from './training/upperModels.js';
import { WordPieces } from './tokenizer/wordPieces.js';

/** The models of each role, as features use them. */
export interface LoadedModels extends Loaded {
  readonly causal: LoadedModel;
  readonly encoder: LoadedEncoder;
  readonly classifier: LoadedClassifier;
}

/** Where models are found and graphs are kept, and what else does not depend on the model. */
export interface ModelPlaces extends Pick<EngineInit, 'modelFolders' | 'cacheFolder' | 'threads'> {
  readonly log?: Log | undefined;
  /** Opens encoders elsewhere than on a device of this machine, as on a server. */
  readonly encoderElsewhere?: ((checkpoint: Checkpoint) => Promise<{ readonly opened: Encoder; readonly device: DeviceInUse }>) | undefined;
  /** Is told how far a graph is that has to be built. */
  readonly report?: ((building: Building) => void) | undefined;
  /** What models may take of the memory of graphics cards, where that has a limit. */
  readonly memory?: DeviceMemory;
}

/**
 * Finds a model and makes it ready for a role on the best device that works. Fails with a `ClozeError` that says why it could not.
 */
export async function openModel<R extends ModelRole>(key: ModelKey<R>, places: ModelPlaces): Promise<LoadedModels[R]> {
  const { name, path } = await findNamedModel(key.model, places.modelFolders, process.env);
  const opened = await openCheckpoint(path, places.modelFolders);
  // In the folders of other programs a model lies under a hash; people know it by the name that it was found by.
  const checkpoint = isAbsolute(name) ? opened : { ...opened, name };
  try {
    const open: Opener<R> = openers[key.role];
    return await open({ path, checkpoint, key, places });
  } finally {
    await checkpoint.close();
  }
}

interface Opening {
  readonly path: string;
  readonly checkpoint: Checkpoint;
  readonly key: ModelKey;
  readonly places: ModelPlaces;
}

type Opener<R extends ModelRole> = (opening: Opening) => Promise<LoadedModels[R]>;

const openers: { readonly [R in ModelRole]: Opener<R> } = {
  causal: async (opening) => {
    const { checkpoint } = opening;
    const shape = checkpoint.readyMade?.shape ?? readCausalArchitecture(checkpoint).shape;
    const files = await checkpoint.tokenizerJson();
    const tokenizer = loadTokenizer(files.tokenizer, files.config, shape.vocabularySize);
    const chat = chatOf(files, checkTokenizerFile(files.tokenizer), tokenizer, checkpoint.name);
    const { opened, ...place } = await onDevice(opening, shape, 'causal', openDecoder, openReadyDecoder);
    const { path, places, key } = opening;
    const upper = new CausalUpper(
      () => openCheckpoint(path, places.modelFolders),
      shape.layers,
      key.precision ?? defaultPrecision(shape, 'cpu'),
      { threads: place.device.threads, cacheFolder: places.cacheFolder, log: places.log },
    );
    return {
      ...common(checkpoint, opened),
      hash: await modelHash(checkpoint),
      decoder: opened,
      tokenizer,
      ...(chat && { chat }),
      upper,
      beginTurn(caller) {
        opened.useCacheOf?.(caller);
        upper.useCacheOf(caller);
      },
      forget(caller) {
        opened.forget?.(caller);
        upper.forget(caller);
      },
      async dispose() {
        await Promise.all([opened.dispose(), upper.dispose()]);
      },
      ...place,
    };
  },

  encoder: async (opening) => {
    const { checkpoint } = opening;
    const shape = checkpoint.readyMade?.shape ?? readEncoderArchitecture(checkpoint).shape;
    const files = await checkpoint.tokenizerJson();
    const file = checkTokenizerFile(files.tokenizer);
    const around = aroundTexts(checkpoint, file, files.config, shape.vocabularySize);
    const tokenizer = loadTokenizer(files.tokenizer, files.config, shape.vocabularySize);
    const { opened, ...place } = await openedEncoder(opening, shape);
    const pieces = new WordPieces(file, tokenizer);
    const { sentences } = checkpoint;
    const { path, places } = opening;
    const upper = new UpperModels(() => openCheckpoint(path, places.modelFolders), {
      threads: place.device.threads,
      cacheFolder: places.cacheFolder,
      log: places.log,
    });
    const read = { encoder: opened, tokenizer, ...around, pieces, upper, ...(sentences && { sentences }) };
    const dispose = async (): Promise<void> => {
      await Promise.all([opened.dispose(), upper.dispose()]);
    };
    return { ...common(checkpoint, opened), hash: await modelHash(checkpoint), ...read, ...place, dispose };
  },

  classifier: async (opening) => {
    const { checkpoint } = opening;
    const { shape, heads } = checkpoint.readyMade ? { ...checkpoint.readyMade, heads: undefined } : readEncoderArchitecture(checkpoint);
    const files = await checkpoint.tokenizerJson();
    const file = checkTokenizerFile(files.tokenizer);
    const around =
      heads?.labels?.pooling === 'last'
        ? { frame: textFrame(file, shape.vocabularySize) }
        : { special: specialTokens(file, files.config, shape.vocabularySize) };
    const tokenizer = loadTokenizer(files.tokenizer, files.config, shape.vocabularySize);
    const { opened, ...place } = await openedEncoder(opening, shape);
    return { ...common(checkpoint, opened), encoder: opened, tokenizer, ...around, ...place };
  },
};

/** What stands around a text, and between the texts of a pair. A causal model that makes vectors has no pairs. */
function aroundTexts(
  checkpoint: Checkpoint,
  file: TokenizerFile,
  config: unknown,
  vocabularySize: number,
): Pick<LoadedEncoder, 'special' | 'frame'> {
  if (!isCausalEmbedder(checkpoint)) return { special: specialTokens(file, config, vocabularySize) };
  const frame = textFrame(file, vocabularySize);
  const [separator = 0 as Token] = [...frame.after, ...frame.before];
  return { special: { start: separator, separator, separators: 1 }, frame };
}

function common(
  checkpoint: Checkpoint,
  opened: Disposable & Pick<Encoder, 'weightBytes' | 'atOnce'>,
): Pick<LoadedModel, 'name' | 'bytes' | 'takesMany' | 'dispose'> {
  const takesMany = (opened.atOnce ?? 1) > 1;
  return { name: checkpoint.name, bytes: opened.weightBytes, takesMany, dispose: () => opened.dispose() };
}

interface Disposable {
  dispose(): Promise<void>;
}

/** An encoder on the best device, or elsewhere where that is wanted. */
function openedEncoder(opening: Opening, shape: Parameters<typeof defaultPrecision>[0]): ReturnType<typeof openOnBestDevice<Encoder>> {
  const { encoderElsewhere } = opening.places;
  return encoderElsewhere?.(opening.checkpoint) ?? onDevice(opening, shape, 'encoder', openEncoder, openReadyEncoder);
}

/** Opens on the best device, each with the precision that is wanted or serves a writer best there. */
function onDevice<T>(
  { path, checkpoint, key, places }: Opening,
  shape: Parameters<typeof defaultPrecision>[0],
  kind: TriedModel['kind'],
  open: (checkpoint: Checkpoint, options: DecoderOptions) => Promise<T>,
  openReady: (checkpoint: ReadyCheckpoint, options: ReadyOptions) => Promise<T>,
): Promise<OpenedOnDevice<T>> {
  const { cacheFolder, threads, log, report, modelFolders, memory } = places;
  const { readyMade, name } = checkpoint;
  if (readyMade !== undefined)
    return openOnProcessor(key.device, threads, (count) => openReady({ name, readyMade }, { precision: key.precision, threads: count }));
  const model = triedModel({ path, modelFolders }, checkpoint, key, shape, kind);
  return openOnBestDevice(
    { device: key.device, cacheFolder, threads },
    model,
    (place) => open(checkpoint, { precision: model.precisionOn(place.device), ...place, cacheFolder, log, report }),
    memory,
  );
}

/** A model as devices are tried with it. */
export function triedModel(
  place: Pick<TriedModel, 'path' | 'modelFolders'>,
  checkpoint: Checkpoint,
  { precision }: ModelKey,
  shape: Parameters<typeof defaultPrecision>[0],
  kind: TriedModel['kind'],
): TriedModel {
  const precisionOn = (device: Device): Precision => precision ?? defaultPrecision(shape, device);
  const bytesOn: TriedModel['bytesOn'] = (device, numbers) => estimatedBytes(checkpoint, precisionOn(device), numbers);
  return { ...place, fingerprint: checkpoint.fingerprint, kind, precisionOn, bytesOn };
}
