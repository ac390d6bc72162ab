import { open, stat } from 'node:fs/promises';
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
  if (extname(path).toLowerCase() === '.gguf' || (await startsAsGguf(path))) return openGguf(path);
  throw modelInvalid(path, `${basename(path)} is neither a folder nor a GGUF file.`);
}

/** Ollama keeps GGUF files under their hashes, without an ending. */
async function startsAsGguf(path: string): Promise<boolean> {
  const file = await open(path).catch((error: unknown) => {
    throw cannotRead(path, error);
  });
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.toString('latin1') === 'GGUF';
  } finally {
    await file.close();
  }
}
