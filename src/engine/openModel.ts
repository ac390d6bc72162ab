import type { EngineInit } from '../common/engineApi.js';
import type { LoadedModel } from './features/loadedModel.js';
import { readCausalArchitecture } from './graph/architectures/registry.js';
import { openCheckpoint } from './models/openCheckpoint.js';
import { modelHash } from './models/modelHash.js';
import { findModel } from './models/modelFolders.js';
import { openOnBestDevice } from './openOnBestDevice.js';
import type { OpenOptions } from './openOptions.js';
import { defaultPrecision } from './runtime/defaults.js';
import { openDecoder } from './runtime/openDecoder.js';
import { loadTokenizer } from './tokenizer/loadTokenizer.js';

/**
 * Finds the causal model that the engine was started with, and makes it ready on the best device that works. Fails with a `ClozeError`
 * that says why it could not.
 */
export async function openModel(init: EngineInit, { precision, log }: OpenOptions = {}): Promise<LoadedModel> {
  const checkpoint = await openCheckpoint(await findModel(init.causalModel, init.modelFolders));
  try {
    const { shape } = readCausalArchitecture(checkpoint);
    const files = await checkpoint.tokenizerJson();
    const tokenizer = loadTokenizer(files.tokenizer, files.config, shape.vocabularySize);
    const { opened, ...place } = await openOnBestDevice(init, shape, (device, threads) =>
      openDecoder(checkpoint, {
        precision: precision ?? defaultPrecision(shape, device),
        device,
        threads,
        cacheFolder: init.cacheFolder,
        log,
      }),
    );
    return { name: checkpoint.name, hash: await modelHash(checkpoint), decoder: opened, tokenizer, ...place };
  } finally {
    await checkpoint.close();
  }
}
