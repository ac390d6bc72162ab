import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The numbers that a ready-made graph calculates with, as transformers.js calls them, and how that shows in the names of its files. */
export const graphSuffixes = {
  fp32: '',
  fp16: '_fp16',
  q8: '_quantized',
  int8: '_int8',
  uint8: '_uint8',
  q4: '_q4',
  q4f16: '_q4f16',
  bnb4: '_bnb4',
} as const;
export type GraphNumbers = keyof typeof graphSuffixes;

/** A graph of a folder in the layout of transformers.js. */
export interface ReadyGraph {
  /** Where it lies in the model's folder. */
  readonly subfolder: 'onnx' | '';
  /** Its name without what says the numbers, and without ending. */
  readonly name: 'model' | 'decoder_model_merged';
  readonly numbers: GraphNumbers;
  /** With the weights beside it. */
  readonly bytes: number;
}

/**
 * The ready-made graphs of a model's folder: `onnx/model_quantized.onnx` and the like.
 * Source: the custom usage and conversion pages of the documentation of transformers.js.
 * @param files the names in the folder
 */
export async function findReadyGraphs(folder: string, files: readonly string[]): Promise<ReadyGraph[]> {
  const inside = files.includes('onnx') ? await readdir(join(folder, 'onnx')).catch(() => []) : [];
  const [subfolder, names] = inside.some((name) => name.endsWith('.onnx')) ? (['onnx', inside] as const) : (['', files] as const);
  const graphs: ReadyGraph[] = [];
  for (const name of ['model', 'decoder_model_merged'] as const) {
    for (const numbers of Object.keys(graphSuffixes) as GraphNumbers[]) {
      const file = `${name}${graphSuffixes[numbers]}.onnx`;
      if (names.includes(file)) graphs.push({ subfolder, name, numbers, bytes: await bytesOf(join(folder, subfolder), file, names) });
    }
  }
  return graphs;
}

/** Weights that do not fit in a graph's file are in `FILE_data`, `FILE_data_1` and so on. */
async function bytesOf(folder: string, file: string, names: readonly string[]): Promise<number> {
  const own = names.filter((name) => name === file || name.startsWith(`${file}_data`));
  const sizes = await Promise.all(own.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
