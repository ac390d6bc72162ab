import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Checkpoint } from './checkpoint.js';
import { openFolder } from './folderCheckpoint.js';
import { openGguf } from './gguf/ggufCheckpoint.js';
import { readSplitName } from './gguf/splitName.js';
import { cannotRead, modelInvalid } from './modelErrors.js';

/**
 * Opens a model: a Hugging Face folder (also one of quantised tensors, see models/training/README.md), or a GGUF file, also the only one in a
 * folder. Reads headers only. Fails with code `model-not-found`, `model-invalid`, `model-unsupported` or `disk`.
 */
export async function openCheckpoint(path: string): Promise<Checkpoint> {
  const entry = await stat(path).catch((error: unknown) => {
    throw cannotRead(path, error);
  });
  if (entry.isDirectory()) {
    const file = await ggufIn(path);
    return file === undefined ? openFolder(path) : openGguf(file);
  }
  if (/\.gguf$/i.test(path) || (await startsAsGguf(path))) return openGguf(path);
  throw modelInvalid(path, `${basename(path)} is neither a folder nor a GGUF file.`);
}

/** The GGUF file of a folder that has no other weights; undefined where it has some or no such file. Fails where there are several models. */
async function ggufIn(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw cannotRead(folder, error);
  });
  if (names.some((name) => name === 'model.safetensors' || name === 'model.safetensors.index.json')) return undefined;
  const files = names.filter((name) => /\.gguf$/i.test(name) && !/^mmproj/i.test(name) && (readSplitName(name)?.part ?? 1) === 1);
  if (files.length > 1) {
    throw modelInvalid(folder, `It is a folder with ${files.length} GGUF files; name one of them: ${files.sort().join(', ')}.`);
  }
  return files[0] === undefined ? undefined : join(folder, files[0]);
}

/** Files of a GGUF model go by other names too, as in the store of Ollama. */
async function startsAsGguf(path: string): Promise<boolean> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw cannotRead(path, error);
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.toString('latin1') === 'GGUF';
  } finally {
    await handle.close();
  }
}
