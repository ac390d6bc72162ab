import { cpus } from 'node:os';
import type { EngineInit } from '../common/engineApi.js';
import type { LoadedModel } from './features/loadedModel.js';
import type { Precision } from './graph/graphContext.js';
import { readCausalArchitecture } from './graph/architectures/registry.js';
import { openCheckpoint } from './models/checkpoint.js';
import { findModel } from './models/modelFolders.js';
import { defaultPrecision, defaultThreads } from './runtime/defaults.js';
import { openDecoder } from './runtime/openDecoder.js';
import { loadTokenizer } from './tokenizer/loadTokenizer.js';

/**
 * Finds the causal model that the engine was started with, and makes it ready. Fails with a `ClozeError` that says why it could not.
 * @param precision how the weights are held; what serves a writer best on the device unless it is given
 */
export async function openModel(init: EngineInit, precision?: Precision): Promise<LoadedModel> {
  const checkpoint = await openCheckpoint(await findModel(init.causalModel, init.modelFolders));
  try {
    const files = await checkpoint.tokenizerJson();
    const tokenizer = loadTokenizer(files.tokenizer, files.config);
    const threads = init.threads === 0 ? defaultThreads() : init.threads;
    const decoder = await openDecoder(checkpoint, {
      precision: precision ?? defaultPrecision(readCausalArchitecture(checkpoint).shape, 'cpu'),
      device: 'cpu',
      threads,
      cacheFolder: init.cacheFolder,
    });
    return {
      name: checkpoint.name,
      decoder,
      tokenizer,
      device: { kind: 'cpu', name: cpus()[0]?.model ?? 'CPU', threads },
    };
  } finally {
    await checkpoint.close();
  }
}
