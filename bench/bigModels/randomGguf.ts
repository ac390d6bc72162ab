import { open } from 'node:fs/promises';
import { ggufSettings } from '../gguf/ggufSettings.js';
import { ggufBytes } from '../gguf/ggufBytes.js';
import { randomBytes } from './randomBits.js';
import { configOf, layerMatrices, type ModelShape, vocabulary } from './shapes.js';

/** How the matrices of a file are stored: as llama.cpp's Q4_0 files, or as its Q4_K_M. */
export type Mix = 'Q4_0' | 'Q4_K_M';

interface BlockType {
  readonly number: number;
  readonly values: number;
  readonly bytes: number;
  /** Where a block has numbers in float16, which random bits would make huge, and how large these are. */
  readonly halves: readonly (readonly [position: number, value: number])[];
}

/** 2^-11 and 2^-14 in float16. */
const [coarse, fine] = [0x1000, 0x0400];

const f32: BlockType = { number: 0, values: 1, bytes: 4, halves: [] };
const q4_0: BlockType = { number: 2, values: 32, bytes: 18, halves: [[0, coarse]] };
const q4k: BlockType = { number: 12, values: 256, bytes: 144, halves: [[0, fine], [2, coarse]] }; // prettier-ignore
const q6k: BlockType = { number: 14, values: 256, bytes: 210, halves: [[208, fine]] };

interface Entry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: BlockType;
}

/** Writes a model with random weights as a GGUF file. It writes nonsense at the speed of others of its size and mix. */
export async function writeRandomGguf(path: string, shape: ModelShape, mix: Mix): Promise<void> {
  const entries = tensorsOf(shape, mix);
  let offset = 0;
  const tensors = entries.map(({ name, shape: axes, type }) => {
    const tensor = { name, shape: [...axes].reverse(), type: type.number, offset };
    offset += Math.ceil(sizeOf(axes, type) / 32) * 32;
    return tensor;
  });
  const file = await open(path, 'w');
  try {
    await file.write(ggufBytes({ values: await ggufSettings(configOf(shape)), tensors }));
    for (const { shape: axes, type } of entries) {
      const size = sizeOf(axes, type);
      const part = type === f32 ? ones(size) : randomBlocks(type);
      for (let written = 0; written < size; written += part.length) await file.write(part, 0, Math.min(part.length, size - written));
      await file.write(Buffer.alloc((32 - (size % 32)) % 32));
    }
  } finally {
    await file.close();
  }
}

/** As llama.cpp mixes: the vocabulary, which the output shares, and in Q4_K_M half of the values and of the last products in Q6_K. */
function tensorsOf(shape: ModelShape, mix: Mix): Entry[] {
  const usual = mix === 'Q4_0' ? q4_0 : q4k;
  const vector = [shape.hidden];
  const layers = Array.from({ length: shape.layers }, (_, layer) => [
    { name: `blk.${layer}.attn_norm.weight`, shape: vector, type: f32 },
    { name: `blk.${layer}.ffn_norm.weight`, shape: vector, type: f32 },
    ...layerMatrices(shape).map(({ gguf, shape: axes }) => ({
      name: `blk.${layer}.${gguf}.weight`,
      shape: axes,
      type: mix === 'Q4_K_M' && layer % 2 === 0 && ['attn_v', 'ffn_down'].includes(gguf) ? q6k : usual,
    })),
  ]);
  const outer = [
    { name: 'token_embd.weight', shape: [vocabulary, shape.hidden], type: q6k },
    { name: 'output_norm.weight', shape: vector, type: f32 },
  ];
  return [...outer, ...layers.flat()];
}

function sizeOf(shape: readonly number[], { values, bytes }: BlockType): number {
  return (shape.reduce((product, each) => product * each, 1) / values) * bytes;
}

/** Some megabytes of whole blocks. */
function randomBlocks({ bytes, halves }: BlockType): Buffer {
  const blocks = randomBytes(bytes * 16384);
  for (let at = 0; at < blocks.length; at += bytes) for (const [position, value] of halves) blocks.writeUInt16LE(value, at + position);
  return blocks;
}

function ones(bytes: number): Buffer {
  return Buffer.from(new Float32Array(bytes / 4).fill(1).buffer);
}
