import type { EngineInit } from '../common/engineApi.js';
import type { LoadedEncoder } from './features/loadedEncoder.js';
import { readEncoderArchitecture } from './graph/architectures/encoderRegistry.js';
import { openCheckpoint } from './models/openCheckpoint.js';
import { modelHash } from './models/modelHash.js';
import { findModel } from './models/modelFolders.js';
import { openOnBestDevice } from './openOnBestDevice.js';
import type { OpenOptions } from './openOptions.js';
import { defaultPrecision } from './runtime/defaults.js';
import { encoderProbeSize } from './runtime/device/probeCheckpoint.js';
import { openEncoder } from './runtime/openEncoder.js';
import { loadTokenizer } from './tokenizer/loadTokenizer.js';
import { specialTokens } from './tokenizer/specialTokens.js';
import { checkTokenizerFile } from './tokenizer/tokenizerFile.js';
import { WordPieces } from './tokenizer/wordPieces.js';

/** The encoder that lies in the repository. */
const embeddedEncoder = 'bert-base-uncased';

/** The name or path of the encoder that an engine is to use. */
export function encoderOf({ encoderModel = embeddedEncoder }: EngineInit): string {
  return encoderModel;
}

/**
 * Finds the encoder that the engine was started with, and makes it ready on the best device that works. Fails with a `ClozeError` that
 * says why it could not.
 */
export async function openEncoderModel(init: EngineInit, { precision, log }: OpenOptions = {}): Promise<LoadedEncoder> {
  const checkpoint = await openCheckpoint(await findModel(encoderOf(init), init.modelFolders));
  try {
    const { shape } = readEncoderArchitecture(checkpoint);
    const files = await checkpoint.tokenizerJson();
    const file = checkTokenizerFile(files.tokenizer);
    const special = specialTokens(file, files.config, shape.vocabularySize);
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
    const pieces = new WordPieces(file, tokenizer);
    return { name: checkpoint.name, hash: await modelHash(checkpoint), encoder: opened, tokenizer, special, pieces, ...place };
  } finally {
    await checkpoint.close();
  }
}
