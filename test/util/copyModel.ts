import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { golden } from './golden.js';

/** Copies a small checkpoint, without a tokenizer, into a folder, which is made when missing. */
export async function copyModel(name: string, folder: string): Promise<void> {
  for (const file of ['config.json', 'model.safetensors']) await cp(join(golden(name).folder, file), join(folder, file));
}
