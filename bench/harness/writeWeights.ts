import { open } from 'node:fs/promises';

/**
 * Writes tensors into a file of safetensors, filled with the same numbers again and again.
 * @param tensors their shapes by name
 * @param numbers of two bytes each, as `type` says
 */
export async function writeWeights(
  file: string,
  tensors: Readonly<Record<string, readonly number[]>>,
  type: 'F16' | 'BF16',
  numbers: Buffer,
): Promise<void> {
  const header: Record<string, unknown> = {};
  let bytes = 0;
  for (const [name, shape] of Object.entries(tensors)) {
    const size = 2 * shape.reduce((product, each) => product * each, 1);
    header[name] = { dtype: type, shape, data_offsets: [bytes, bytes + size] };
    bytes += size;
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const handle = await open(file, 'w');
  try {
    await handle.write(Buffer.concat([length, text]));
    for (let written = 0; written < bytes; written += numbers.length) {
      await handle.write(numbers, 0, Math.min(numbers.length, bytes - written));
    }
  } finally {
    await handle.close();
  }
}
