import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { baseOf, hasAdapter, withAdapter } from './adapters/withAdapter.js';
import type { Checkpoint } from './checkpoint.js';
import { openFolder } from './folderCheckpoint.js';
import { openGguf } from './gguf/ggufCheckpoint.js';
import { readSplitName } from './gguf/splitName.js';
import { cannotRead, modelInvalid } from './modelErrors.js';
import { readTokenizer } from './tokenizerFiles/readTokenizer.js';

/**
 * Opens a model: a Hugging Face folder (also one of quantised tensors, see models/training/README.md), an adapter to a model, or a GGUF file,
 * also the only one in a folder. Reads headers only. Fails with code `model-not-found`, `model-invalid`, `model-unsupported` or `disk`.
 * @param modelFolders where the model may be that an adapter alone is for
 */
export async function openCheckpoint(path: string, modelFolders: readonly string[] = []): Promise<Checkpoint> {
  const entry = await stat(path).catch((error: unknown) => {
    throw cannotRead(path, error);
  });
  if (!entry.isDirectory()) return openFile(path);
  const files = await filesIn(path);
  if (!hasAdapter(files)) return openModelFolder(path, files);
  if (files.includes('config.json') && files.some((name) => /^model\b.*\.safetensors(?:\.index\.json)?$/.test(name))) {
    return withAdapter(await openFolder(path), path, files);
  }
  return adapterAlone(path, files, modelFolders);
}

async function openFile(path: string): Promise<Checkpoint> {
  if (/\.gguf$/i.test(path) || (await startsAsGguf(path))) return openGguf(path);
  throw modelInvalid(path, `${basename(path)} is neither a folder nor a GGUF file.`);
}

async function openModelFolder(path: string, files: readonly string[]): Promise<Checkpoint> {
  const file = ggufIn(path, files);
  return file === undefined ? openFolder(path) : openGguf(file);
}

/** The model that an adapter is for, with the adapter; its tokenizer is the adapter's own where it has one. */
async function adapterAlone(path: string, files: readonly string[], modelFolders: readonly string[]): Promise<Checkpoint> {
  const place = await baseOf(path, modelFolders);
  // Of an adapter to an adapter only the base is taken, so that two that name each other come to an end.
  const base = /\.gguf$/i.test(place) ? await openGguf(place) : await openModelFolder(place, await filesIn(place));
  const adapted = await withAdapter(base, path, files);
  const ownTokenizer = files.includes('tokenizer.json') ? { tokenizerJson: () => readTokenizer(path, files, base.config) } : {};
  return { ...adapted, ...ownTokenizer, name: basename(path) };
}

function filesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    throw cannotRead(folder, error);
  });
}

/** The GGUF file of a folder that has no other weights; undefined where it has some or no such file. Fails where there are several models. */
function ggufIn(folder: string, names: readonly string[]): string | undefined {
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
