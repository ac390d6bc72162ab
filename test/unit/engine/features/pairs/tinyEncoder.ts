import { openCheckpoint } from '../../../../../src/engine/models/openCheckpoint.js';
import type { LoadedEncoder } from '../../../../../src/engine/features/loadedEncoder.js';
import { openEncoder } from '../../../../../src/engine/runtime/openEncoder.js';
import type { Token } from '../../../../../src/engine/tokenizer/token.js';
import { loadTokenizer } from '../../../../../src/engine/tokenizer/loadTokenizer.js';
import { checkTokenizerFile } from '../../../../../src/engine/tokenizer/tokenizerFile.js';
import { WordPieces } from '../../../../../src/engine/tokenizer/wordPieces.js';
import { UpperModels } from '../../../../../src/engine/training/upperModels.js';
import { golden } from '../../../../util/golden.js';
import { tinyTokenizer } from '../../../../util/tinyTokenizer.js';

/** A BERT of three small layers with exact arithmetic, and a tokenizer that knows a few words. */
export async function tinyEncoder(checkpointName: string, cacheFolder: string): Promise<LoadedEncoder> {
  const checkpoint = await openCheckpoint(golden(checkpointName).folder);
  try {
    const encoder = await openEncoder(checkpoint, { precision: 'float32', device: 'cpu', threads: 1, cacheFolder });
    const tokenizer = loadTokenizer(tinyTokenizer, {});
    const upper = new UpperModels(() => openCheckpoint(golden(checkpointName).folder), { threads: 1, cacheFolder });
    return {
      name: checkpointName,
      hash: checkpointName,
      encoder,
      tokenizer,
      pieces: new WordPieces(checkTokenizerFile(tinyTokenizer), tokenizer),
      special: { start: 1 as Token, separator: 2 as Token, separators: 1, mask: 3 as Token },
      device: { kind: 'cpu', name: 'CPU', threads: 1 },
      bytes: encoder.weightBytes,
      upper,
      async dispose() {
        await Promise.all([encoder.dispose(), upper.dispose()]);
      },
    };
  } finally {
    await checkpoint.close();
  }
}
