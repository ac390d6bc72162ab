import { q4_0, q4_1, q5_0, q5_1, q8_0 } from './blocksOf32.js';
import { iq4nl, iq4xs, mxfp4 } from './codebooks.js';
import { bf16, f16, f32, f64 } from './floatTypes.js';
import { q2k, q3k, q4k, q5k, q6k } from './kQuants.js';
import type { TensorType } from './tensorType.js';
import { tq1_0, tq2_0 } from './ternary.js';

/** The types that Cloze reads, by their number in the file. Source: `ggml_type` in ggml.h. */
export const tensorTypes: ReadonlyMap<number, TensorType> = new Map([
  [0, f32],
  [1, f16],
  [30, bf16],
  [28, f64],
  [2, q4_0],
  [3, q4_1],
  [6, q5_0],
  [7, q5_1],
  [8, q8_0],
  [10, q2k],
  [11, q3k],
  [12, q4k],
  [13, q5k],
  [14, q6k],
  [20, iq4nl],
  [23, iq4xs],
  [39, mxfp4],
  [34, tq1_0],
  [35, tq2_0],
]);

/** What a type that Cloze does not read is called, and which file of the same model to take instead, as a clause; for people. */
export function unreadType(number: number): { readonly name: string; readonly instead: string } {
  const name = otherTypes.get(number);
  if (name === undefined) return { name: `type number ${number}`, instead: 'a file in one of the usual types, such as Q4_K_M or Q8_0' };
  if (name.startsWith('I') && !name.startsWith('IQ')) return { name, instead: 'a file of floating-point or quantized weights' };
  return { name, instead: name.startsWith('IQ3') ? 'the Q3_K_M or IQ4_XS file of the model' : 'the Q2_K or Q4_K_M file of the model' };
}

const otherTypes = new Map<number, string>([
  [9, 'Q8_1'],
  [15, 'Q8_K'],
  [16, 'IQ2_XXS'],
  [17, 'IQ2_XS'],
  [18, 'IQ3_XXS'],
  [19, 'IQ1_S'],
  [21, 'IQ3_S'],
  [22, 'IQ2_S'],
  [24, 'I8'],
  [25, 'I16'],
  [26, 'I32'],
  [27, 'I64'],
  [29, 'IQ1_M'],
  [40, 'NVFP4'],
  [41, 'Q1_0'],
]);
