import { bytesOf } from '../graph/graphContext.js';

/** A tensor that is to be written. */
export interface WrittenTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/**
 * The bytes of a safetensors file (https://huggingface.co/docs/safetensors) with tensors in float32, in the order of their names.
 * @param metadata texts that say what it is
 */
export function safetensorsBytes(tensors: ReadonlyMap<string, WrittenTensor>, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const sorted = [...tensors].sort(([a], [b]) => (a < b ? -1 : 1));
  let end = 0;
  const entries = sorted.map(([name, { shape, values }]) => {
    const begin = end;
    end += values.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [begin, end] }] as const;
  });
  const text = Buffer.from(JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) }));
  // Tensors start at a multiple of eight bytes; spaces belong to the header.
  const header = Buffer.concat([text, Buffer.alloc((8 - (text.length % 8)) % 8, ' ')]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, ...sorted.map(([, { values }]) => bytesOf(values))]);
}
