import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Device } from '../../src/common/devices.js';
import { openCheckpoint } from '../../src/engine/models/openCheckpoint.js';
import type { Token } from '../../src/engine/tokenizer/token.js';
import { openEncoder } from '../../src/engine/runtime/openEncoder.js';
import { golden } from '../util/golden.js';

/** All that an encoder says about a small batch on one device, in float32: one number after the other. */
export async function encoderRun(name: string, device: Device): Promise<number[]> {
  const cacheFolder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  const checkpoint = await openCheckpoint(golden(name).folder);
  const encoder = await openEncoder(checkpoint, { precision: 'float32', device, threads: 1, cacheFolder });
  try {
    const { abilities, layers } = encoder;
    const batch = [
      [5, 6, 7, 8, 9, 10, 11],
      [20, 21, 22],
      [30, 31, 32, 33, 34, 35],
    ].map((ids) => ({
      tokens: ids as Token[],
      segments: ids.map((_, at) => (abilities.nextSentence && at > 2 ? 1 : 0)),
      masks: [{ position: 1, rate: [5 as Token, 6 as Token] }],
    }));
    const masked = abilities.maskedWords ? (await encoder.maskedDistributions(batch, 5)).flat() : [];
    const numbers = masked.flatMap(({ logprobs, rated, rank = NaN }) => [...logprobs, ...rated, rank]);
    if (abilities.nextSentence) numbers.push(...(await encoder.nextSentence(batch)));
    if (abilities.labels) numbers.push(...(await encoder.labelLogits(batch)).flatMap((scores) => [...scores]));
    // Classifiers of causal models have no inner layers to ask for.
    const asked = abilities.maskedWords ? [0, layers - 1, layers] : [layers];
    const features = await encoder.features(batch, { layers: asked, pooling: ['first', 'mean'] });
    return [...numbers, ...features.flatMap((rows) => [...rows])];
  } finally {
    await encoder.dispose();
    await checkpoint.close();
    await rm(cacheFolder, { recursive: true });
  }
}
