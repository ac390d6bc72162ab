import { createHash } from 'node:crypto';
import type { Checkpoint } from './checkpoint.js';

/** Vectors up to this length are read: norms and biases, which no training leaves as they were. */
const longestVector = 8192;

/**
 * A sha256 that tells whether a classifier was trained on this model: of its configuration, of the names and shapes of its tensors, and of
 * its vectors. Unlike the checkpoint's fingerprint it is the same on every computer, and it takes milliseconds.
 */
export async function modelHash({ config, tensors }: Checkpoint): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(config));
  for (const name of [...tensors.names()].sort()) {
    const shape = tensors.shape(name);
    hash.update(`${name} ${shape.join('×')}\n`);
    if (shape.length === 1 && (shape[0] ?? 0) <= longestVector) {
      const { buffer, byteOffset, byteLength } = await tensors.floats(name);
      hash.update(new Uint8Array(buffer, byteOffset, byteLength));
    }
  }
  return hash.digest('hex');
}
