import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Golden {
  readonly folder: string;
  integers(name: string): number[];
  floats(name: string): number[];
}

/** A folder of reference values: a small checkpoint, with inputs and outputs in `golden.safetensors`. */
export function golden(name: string, kind: 'golden' | 'ready-made' | 'training' = 'golden'): Golden {
  const folder = join(import.meta.dirname, '../data', kind, name);
  const bytes = readFileSync(join(folder, 'golden.safetensors'));
  const headerLength = Number(bytes.readBigUInt64LE(0));
  const header = JSON.parse(bytes.toString('utf8', 8, 8 + headerLength)) as Record<string, { data_offsets: [number, number] }>;
  const data = (tensor: string): ArrayBuffer => {
    const [start, end] = header[tensor]?.data_offsets ?? [0, 0];
    return Uint8Array.from(bytes.subarray(8 + headerLength + start, 8 + headerLength + end)).buffer;
  };
  return {
    folder,
    integers: (tensor) => Array.from(new BigInt64Array(data(tensor)), Number),
    floats: (tensor) => Array.from(new Float32Array(data(tensor))),
  };
}
