import { CausalUpper } from '../../../../../../src/engine/training/causal/causalUpper.js';
import type { LoadedModel } from '../../../../../../src/engine/features/loadedModel.js';
import { openCheckpoint } from '../../../../../../src/engine/models/openCheckpoint.js';
import { openDecoder } from '../../../../../../src/engine/runtime/openDecoder.js';
import { loadTokenizer } from '../../../../../../src/engine/tokenizer/loadTokenizer.js';
import { golden } from '../../../../../util/golden.js';
import { tinyTokenizer } from '../../../../../util/tinyTokenizer.js';

/** A Llama of three small layers with exact arithmetic, whose tokenizer knows a few words. */
export async function tinyWriter(cacheFolder: string, hash = 'tiny'): Promise<LoadedModel> {
  const { folder } = golden('writer-llama', 'training');
  const options = { threads: 1, cacheFolder };
  const checkpoint = await openCheckpoint(folder);
  try {
    const decoder = await openDecoder(checkpoint, { ...options, precision: 'float32', device: 'cpu' });
    const upper = new CausalUpper(() => openCheckpoint(folder), 3, 'float32', options);
    return {
      name: 'tiny',
      hash,
      decoder,
      tokenizer: loadTokenizer(tinyTokenizer, {}),
      upper,
      device: { kind: 'cpu', name: 'CPU', threads: 1 },
      bytes: decoder.weightBytes,
      async dispose() {
        await Promise.all([decoder.dispose(), upper.dispose()]);
      },
    };
  } finally {
    await checkpoint.close();
  }
}

/** Some pages in the words that the tokenizer knows. */
export const pages = 'the harbour was quiet that morning , two boats had come in before dawn and their crews were asleep . '.repeat(50);

/** The same words in another order. */
export const otherPages =
  'she read the letter twice , then put it away because mortgage rates rose again last week . he opened a window . '.repeat(50);
