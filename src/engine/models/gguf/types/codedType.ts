import type { CodeType, TensorType, Unpacked } from './tensorType.js';

/** A block's bytes, and where its values and its groups go. */
export interface Block {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where it starts in the bytes. */
  readonly at: number;
  /** The places of its first value and of its first group. */
  readonly value: number;
  readonly group: number;
}

/** A type of blocks of codes, from how one block is taken apart. */
export function codedType(
  type: Pick<TensorType, 'name' | 'blockSize' | 'blockBytes'>,
  codes: Omit<CodeType, 'unpack'>,
  takeApart: (block: Block, into: Unpacked) => void,
): TensorType {
  const { blockSize, blockBytes } = type;
  const unpack = (bytes: Uint8Array<ArrayBuffer>): Unpacked => {
    const blocks = bytes.length / blockBytes;
    const groupsInBlock = blockSize / codes.groupSize;
    const groups = blocks * groupsInBlock;
    const into = {
      codes: new Int8Array(blocks * blockSize),
      scales: new Float32Array(groups),
      minimums: new Float32Array(codes.hasMinimums ? groups : 0),
    };
    for (let i = 0; i < blocks; i++) takeApart({ bytes, at: i * blockBytes, value: i * blockSize, group: i * groupsInBlock }, into);
    return into;
  };
  return { ...type, floats: (bytes) => values(unpack(bytes), codes.groupSize), codes: { ...codes, unpack } };
}

/** The product of a scale and a code is exact in float32 for every type, so that rounding the sum once is as good as rounding each step. */
function values({ codes, scales, minimums }: Unpacked, groupSize: number): Float32Array<ArrayBuffer> {
  const floats = new Float32Array(codes.length);
  for (let group = 0, at = 0; group < scales.length; group++) {
    const scale = scales[group] as number;
    const minimum = minimums[group];
    const end = at + groupSize;
    if (minimum === undefined) for (; at < end; at++) floats[at] = scale * (codes[at] as number);
    else for (; at < end; at++) floats[at] = scale * (codes[at] as number) + minimum;
  }
  return floats;
}
