import { basename, extname } from 'node:path';
import type { Checkpoint } from '../checkpoint.js';
import { checkConfig } from '../config.js';
import { modelUnsupported } from '../modelErrors.js';
import { blocksToFloats } from './blocks.js';
import { GgufFile } from './ggufFile.js';
import { GgufTensors } from './ggufTensors.js';
import { ggufTokenizer } from './ggufTokenizer.js';
import { llamaConfig } from './llamaConfig.js';
import { llamaTensors } from './llamaNames.js';

/** Opens a GGUF file of a Llama-type model as if it were a Hugging Face folder. */
export async function openGguf(path: string): Promise<Checkpoint> {
  const file = await GgufFile.open(path);
  try {
    const { header } = file;
    const architecture = header.metadata.required('general.architecture', header.metadata.string);
    if (architecture !== 'llama') throw modelUnsupported(path, `Its architecture is "${architecture}"; from GGUF files Cloze reads "llama".`);
    const config = llamaConfig(path, header, await ropeFactors(file));
    checkConfig(path, config);
    return {
      name: basename(path, extname(path)),
      config,
      tensors: new GgufTensors(file, llamaTensors(path, header.tensors.values(), config)),
      fingerprint: file.fingerprint,
      tokenizerJson: () => Promise.resolve().then(() => ggufTokenizer(path, header.metadata)),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function ropeFactors(file: GgufFile): Promise<Float32Array | undefined> {
  const tensor = file.header.tensors.get('rope_freqs.weight');
  return tensor && blocksToFloats(tensor, await file.rows(tensor, 0, tensor.rows));
}
