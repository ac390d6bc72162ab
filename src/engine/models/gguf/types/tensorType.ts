/** How a GGUF file stores the elements of a tensor. Values come in blocks along the last axis. */
export interface TensorType {
  readonly name: string;
  /** Values in a block, and the bytes that a block takes. */
  readonly blockSize: number;
  readonly blockBytes: number;
  /** The values of whole blocks in float32: bit for bit those of `dequantize` of the Python package gguf. */
  floats(bytes: Uint8Array<ArrayBuffer>): Float32Array<ArrayBuffer>;
  /** How the codes are held for the kernels of quantised products; absent where the values have no codes. */
  readonly codes?: CodeType;
}

/** A type whose values are w = scale · code + minimum, with a scale, and a minimum where the type has one, for each group. */
export interface CodeType {
  /** Values that share a scale. */
  readonly groupSize: 16 | 32;
  /** The least and the largest code. */
  readonly range: readonly [number, number];
  readonly hasMinimums: boolean;
  unpack(bytes: Uint8Array<ArrayBuffer>): Unpacked;
}

/** Whole blocks, taken apart. */
export interface Unpacked {
  /** One for each value. */
  readonly codes: Int8Array;
  /** One for each group. */
  readonly scales: Float32Array;
  /** Empty where the type has none. */
  readonly minimums: Float32Array;
}
