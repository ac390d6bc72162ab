import { maxOf, minOf } from '../../../common/extremes.js';
import type { BlockLayout, BlockRows, BlockSource, TensorSource } from '../checkpoint.js';
import { modelInvalid } from '../modelErrors.js';
import { blockLayout, blockRows } from './blocks.js';
import type { GgufTensor } from './ggufHeader.js';
import type { GgufParts } from './ggufParts.js';

/** A tensor of a GGUF file that stands for one of a Hugging Face checkpoint. */
export interface MappedTensor {
  readonly tensor: GgufTensor;
  /** Where the file has the row that Hugging Face has at a place; absent where the two agree. */
  readonly fileRow?: (row: number) => number;
  /** What the file has added to each value, as to Gemma's gains, which lie around 1 in it; 0 where absent. */
  readonly added?: number;
}

/** The tensors of a GGUF file by their Hugging Face names, in Hugging Face's order of rows. Codes are given as `blocks` alone. */
export class GgufTensors implements TensorSource, BlockSource {
  readonly blocks: BlockSource = this;

  constructor(
    private readonly file: GgufParts,
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
    const floats = mapped.tensor.type.floats(await this.read(mapped, start, end));
    const { added = 0 } = mapped;
    return added === 0 ? floats : floats.map((value) => value - added);
  }

  grid4(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  grid8(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  layout(name: string): BlockLayout | undefined {
    const { tensor, added } = this.find(name);
    return tensor.shape.length === 2 && added === undefined ? blockLayout(tensor.type) : undefined;
  }

  async rows(name: string, start: number, end: number): Promise<BlockRows> {
    const mapped = this.find(name);
    const { codes } = mapped.tensor.type;
    const layout = this.layout(name);
    if (codes === undefined || layout === undefined) throw new Error(`The tensor "${name}" has no layout.`);
    return blockRows(codes, layout, await this.read(mapped, start, end));
  }

  /** Bytes of rows [start, end), in Hugging Face's order. */
  private async read({ tensor, fileRow }: MappedTensor, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    if (fileRow === undefined || start >= end) return this.file.rows(tensor, start, end);
    const places = Array.from({ length: end - start }, (_, index) => fileRow(start + index));
    const bytes = new Uint8Array(places.length * tensor.rowBytes);
    for (const { from, to, first, count } of nearPlaces(places)) {
      const read = await this.file.rows(tensor, from, to);
      for (let index = first; index < first + count; index++) {
        const at = ((places[index] as number) - from) * tensor.rowBytes;
        bytes.set(read.subarray(at, at + tensor.rowBytes), index * tensor.rowBytes);
      }
    }
    return bytes;
  }

  private find(name: string): MappedTensor {
    const mapped = this.mapped.get(name);
    if (!mapped) throw modelInvalid(this.file.path, `It has no tensor for "${name}", which its architecture needs.`);
    return mapped;
  }
}

/** Rows of the file [from, to) that hold the places [first, first + count) of a list. */
interface Near {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly count: number;
}

/** Rows further apart than this are read on their own. */
const farApart = 512;

/** Cuts a list of rows where the next one is far, so that each piece is read at once. */
function nearPlaces(places: readonly number[]): Near[] {
  const pieces: Near[] = [];
  let first = 0;
  for (let next = 1; next <= places.length; next++) {
    if (next < places.length && Math.abs((places[next] as number) - (places[next - 1] as number)) <= farApart) continue;
    const piece = places.slice(first, next);
    const [least, most] = [minOf(piece), maxOf(piece)];
    pieces.push({ from: least, to: most + 1, first, count: piece.length });
    first = next;
  }
  return pieces;
}
