import { readdir, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { baseOf, hasAdapter, withAdapter } from './adapters/withAdapter.js';
import type { Checkpoint } from './checkpoint.js';
import { openFolder } from './folderCheckpoint.js';
import { openGguf } from './gguf/ggufCheckpoint.js';
import { cannotRead, modelInvalid } from './modelErrors.js';
import { readTokenizer } from './tokenizerFiles/readTokenizer.js';

/**
 * Opens a model: a Hugging Face folder (also one of quantised tensors, see models/training/README.md), an adapter to one, or a GGUF file.
 * Reads headers only. Fails with code `model-not-found`, `model-invalid`, `model-unsupported` or `disk`.
 * @param modelFolders where the model may be that an adapter alone is for
 */
export async function openCheckpoint(path: string, modelFolders: readonly string[] = []): Promise<Checkpoint> {
  const entry = await stat(path).catch((error: unknown) => {
    throw cannotRead(path, error);
  });
  if (extname(path).toLowerCase() === '.gguf' && !entry.isDirectory()) return openGguf(path);
  if (!entry.isDirectory()) throw modelInvalid(path, `${basename(path)} is neither a folder nor a GGUF file.`);
  const files = await readdir(path).catch((error: unknown) => {
    throw cannotRead(path, error);
  });
  if (!hasAdapter(files)) return openFolder(path);
  if (files.includes('config.json') && files.some((name) => /^model\b.*\.safetensors(?:\.index\.json)?$/.test(name))) {
    return withAdapter(await openFolder(path), path, files);
  }
  return adapterAlone(path, files, modelFolders);
}

/** The model that an adapter is for, with the adapter; its tokenizer is the adapter's own where it has one. */
async function adapterAlone(path: string, files: readonly string[], modelFolders: readonly string[]): Promise<Checkpoint> {
  const place = await baseOf(path, modelFolders);
  // Of an adapter to an adapter only the base is taken, so that two that name each other come to an end.
  const base = extname(place).toLowerCase() === '.gguf' ? await openGguf(place) : await openFolder(place);
  const adapted = await withAdapter(base, path, files);
  const ownTokenizer = files.includes('tokenizer.json') ? { tokenizerJson: () => readTokenizer(path, files, base.config) } : {};
  return { ...adapted, ...ownTokenizer, name: basename(path) };
}
