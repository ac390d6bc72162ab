import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { quantizationOf } from '../../../common/ggufName.js';
import type { FoundModel } from '../foundModel.js';
import { readSplitName } from '../gguf/splitName.js';

/** The GGUF models that LM Studio has: `owner/name`, with the quantization where the file's name states one. */
export async function modelsOfLmStudio(folder: string): Promise<FoundModel[]> {
  const models: FoundModel[] = [];
  for (const owner of await list(folder)) {
    for (const name of await list(join(folder, owner))) {
      for (const file of await list(join(folder, owner, name))) {
        if (!/\.gguf$/i.test(file) || /mmproj/i.test(file) || (readSplitName(file)?.part ?? 1) > 1) continue;
        const quantization = quantizationOf(file);
        models.push({ name: quantization === undefined ? `${owner}/${name}` : `${owner}/${name}:${quantization}`, path: join(folder, owner, name, file) });
      }
    }
  }
  return models;
}

function list(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
