import type { EngineInit } from '../common/engineApi.js';
import type { LoadedClassifier } from './features/classification/loadedClassifier.js';
import { readEncoderArchitecture } from './graph/architectures/encoderRegistry.js';
import { openCheckpoint } from './models/openCheckpoint.js';
import { findModel } from './models/modelFolders.js';
import { openOnBestDevice } from './openOnBestDevice.js';
import type { OpenOptions } from './openOptions.js';
import { defaultPrecision } from './runtime/defaults.js';
import { encoderProbeSize } from './runtime/device/probeCheckpoint.js';
import { openEncoder } from './runtime/openEncoder.js';
import { loadTokenizer } from './tokenizer/loadTokenizer.js';
import { specialTokens, textFrame } from './tokenizer/specialTokens.js';
import { checkTokenizerFile } from './tokenizer/tokenizerFile.js';

/**
 * Finds a checkpoint with a classifier of its own, and makes it ready on the best device that works. Fails with a `ClozeError` that says
 * why it could not.
 * @param model a name in a model folder, or a path
 */
export async function openClassifierModel(
  model: string,
  init: EngineInit,
  { precision, log }: OpenOptions = {},
): Promise<LoadedClassifier> {
  const checkpoint = await openCheckpoint(await findModel(model, init.modelFolders));
  try {
    const { shape, heads } = readEncoderArchitecture(checkpoint);
    const files = await checkpoint.tokenizerJson();
    const file = checkTokenizerFile(files.tokenizer);
    const around =
      heads.labels?.pooling === 'last'
        ? { frame: textFrame(file, shape.vocabularySize) }
        : { special: specialTokens(file, files.config, shape.vocabularySize) };
    const tokenizer = loadTokenizer(files.tokenizer, files.config, shape.vocabularySize);
    const { opened, ...place } = await openOnBestDevice(init, encoderProbeSize(shape), (device, threads) =>
      openEncoder(checkpoint, {
        precision: precision ?? defaultPrecision(shape, device),
        device,
        threads,
        cacheFolder: init.cacheFolder,
        log,
      }),
    );
    return { name: checkpoint.name, encoder: opened, tokenizer, ...around, ...place };
  } finally {
    await checkpoint.close();
  }
}
