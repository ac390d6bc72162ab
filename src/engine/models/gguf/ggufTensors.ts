import type { Grid4, Grid8, TensorSource } from '../checkpoint.js';
import { modelInvalid } from '../modelErrors.js';
import { blocksToFloats, blocksToGrid4, blocksToGrid8, isGrid4, isGrid8 } from './blocks.js';
import type { GgufFile } from './ggufFile.js';
import type { GgufTensor } from './ggufHeader.js';

/** A tensor of a GGUF file that stands for one of a Hugging Face checkpoint. */
export interface MappedTensor {
  readonly tensor: GgufTensor;
  /** How many attention heads its rows belong to, where GGUF interleaves the two halves that a rotary embedding turns. */
  readonly rotaryHeads?: number;
}

/** The tensors of a GGUF file by their Hugging Face names, in Hugging Face's order of rows. */
export class GgufTensors implements TensorSource {
  constructor(
    private readonly file: GgufFile,
    private readonly mapped: ReadonlyMap<string, MappedTensor>,
  ) {}

  has(name: string): boolean {
    return this.mapped.has(name);
  }

  names(): readonly string[] {
    return [...this.mapped.keys()];
  }

  shape(name: string): readonly number[] {
    return this.find(name).tensor.shape;
  }

  async floats(name: string): Promise<Float32Array> {
    return this.floatRows(name, 0, this.find(name).tensor.rows);
  }

  async floatRows(name: string, start: number, end: number): Promise<Float32Array> {
    const mapped = this.find(name);
    return blocksToFloats(mapped.tensor, await this.read(mapped, start, end));
  }

  async grid4(name: string): Promise<Grid4 | undefined> {
    const mapped = this.find(name);
    if (!isGrid4(mapped.tensor.type)) return undefined;
    return blocksToGrid4(mapped.tensor, await this.read(mapped, 0, mapped.tensor.rows));
  }

  async grid8(name: string): Promise<Grid8 | undefined> {
    const mapped = this.find(name);
    if (!isGrid8(mapped.tensor.type)) return undefined;
    return blocksToGrid8(mapped.tensor, await this.read(mapped, 0, mapped.tensor.rows));
  }

  /** Bytes of rows [start, end). */
  private async read({ tensor, rotaryHeads }: MappedTensor, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    if (rotaryHeads === undefined) return this.file.rows(tensor, start, end);
    const headSize = tensor.rows / rotaryHeads;
    const first = Math.floor(start / headSize) * headSize;
    const interleaved = await this.file.rows(tensor, first, Math.ceil(end / headSize) * headSize);
    const bytes = new Uint8Array((end - start) * tensor.rowBytes);
    for (let row = start; row < end; row++) {
      const from = (interleavedRow(row, headSize) - first) * tensor.rowBytes;
      bytes.set(interleaved.subarray(from, from + tensor.rowBytes), (row - start) * tensor.rowBytes);
    }
    return bytes;
  }

  private find(name: string): MappedTensor {
    const mapped = this.mapped.get(name);
    if (!mapped) throw modelInvalid(this.file.path, `It has no tensor for "${name}", which its architecture needs.`);
    return mapped;
  }
}

/** Where GGUF has the row that Hugging Face has at `row`: llama.cpp turns neighbours, Hugging Face turns the halves of a head. */
function interleavedRow(row: number, headSize: number): number {
  const inHead = row % headSize;
  const half = headSize / 2;
  return row - inHead + (inHead % half) * 2 + Math.floor(inHead / half);
}
