/** How a GGUF file stores the elements of a tensor. Values come in blocks along the last axis. */
export interface TensorType {
  readonly name: string;
  /** Values in a block, and the bytes that a block takes. */
  readonly blockSize: number;
  readonly blockBytes: number;
}

/** The types that Cloze reads, by their number in the file. Source: `ggml_type` in ggml.h. */
export const tensorTypes: ReadonlyMap<number, TensorType> = new Map([
  [0, { name: 'F32', blockSize: 1, blockBytes: 4 }],
  [1, { name: 'F16', blockSize: 1, blockBytes: 2 }],
  [2, { name: 'Q4_0', blockSize: 32, blockBytes: 18 }],
  [3, { name: 'Q4_1', blockSize: 32, blockBytes: 20 }],
  [8, { name: 'Q8_0', blockSize: 32, blockBytes: 34 }],
  [30, { name: 'BF16', blockSize: 1, blockBytes: 2 }],
]);

/** A name for people of a type that Cloze does not read. */
export function nameOfTensorType(number: number): string {
  return otherTypes.get(number) ?? `number ${number}`;
}

const otherTypes = new Map<number, string>([
  [6, 'Q5_0'],
  [7, 'Q5_1'],
  [9, 'Q8_1'],
  [10, 'Q2_K'],
  [11, 'Q3_K'],
  [12, 'Q4_K'],
  [13, 'Q5_K'],
  [14, 'Q6_K'],
  [15, 'Q8_K'],
  [16, 'IQ2_XXS'],
  [17, 'IQ2_XS'],
  [18, 'IQ3_XXS'],
  [19, 'IQ1_S'],
  [20, 'IQ4_NL'],
  [21, 'IQ3_S'],
  [22, 'IQ2_S'],
  [23, 'IQ4_XS'],
  [24, 'I8'],
  [25, 'I16'],
  [26, 'I32'],
  [27, 'I64'],
  [28, 'F64'],
  [29, 'IQ1_M'],
  [34, 'TQ1_0'],
  [35, 'TQ2_0'],
  [39, 'MXFP4'],
]);
