import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { Checkpoint } from './checkpoint.js';
import { openFolder } from './folderCheckpoint.js';
import { openGguf } from './gguf/ggufCheckpoint.js';
import { cannotRead, modelInvalid } from './modelErrors.js';

/**
 * Opens a model: a Hugging Face folder (also one of quantised tensors, see models/training/README.md), or a GGUF file.
 * Reads headers only. Fails with code `model-not-found`, `model-invalid`, `model-unsupported` or `disk`.
 */
export async function openCheckpoint(path: string): Promise<Checkpoint> {
  const entry = await stat(path).catch((error: unknown) => {
    throw cannotRead(path, error);
  });
  if (entry.isDirectory()) return openFolder(path);
  if (extname(path).toLowerCase() === '.gguf') return openGguf(path);
  throw modelInvalid(path, `${basename(path)} is neither a folder nor a GGUF file.`);
}
