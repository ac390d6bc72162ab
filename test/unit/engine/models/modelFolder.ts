import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Checkpoint } from '../../../../src/engine/models/checkpoint.js';
import { openCheckpoint } from '../../../../src/engine/models/openCheckpoint.js';

/** A folder with the given files, which is removed when the test ends. */
export async function temporaryFolder(files: Readonly<Record<string, string | Uint8Array | object>> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cloze-models-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const isRaw = typeof content === 'string' || content instanceof Uint8Array;
    await writeFile(join(folder, name), isRaw ? content : JSON.stringify(content));
  }
  return folder;
}

/** An open model, which is closed when the test ends. */
export async function opened(path: string): Promise<Checkpoint> {
  const checkpoint = await openCheckpoint(path);
  onTestFinished(() => checkpoint.close());
  return checkpoint;
}

/** A small configuration with which every check is content. */
export const smallConfig = {
  model_type: 'llama',
  hidden_size: 64,
  intermediate_size: 128,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  vocab_size: 100,
  max_position_embeddings: 512,
  rms_norm_eps: 1e-5,
};
