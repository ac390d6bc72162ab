import type { Checkpoint } from '../../src/engine/models/checkpoint.js';
import { modelInvalid } from '../../src/engine/models/modelErrors.js';
import { SafetensorsFile } from '../../src/engine/models/safetensors.js';
import { encoderReference, type ReferenceOutput } from './encoderReference.js';
import { type GoldenTensor, goldenTensor } from './goldenTensor.js';
import type { Precision } from '../../src/engine/graph/graphContext.js';
import { maxRelativeError } from './maxRelativeError.js';

/**
 * The largest relative error of all that an encoder computes for the padded batch in `golden.safetensors` (`input_ids`, and where they
 * are there `attention_mask` and `token_type_ids`), each output relative to its own largest value. Rows at padding are left out.
 */
export async function encoderError(
  checkpoint: Checkpoint,
  path: string,
  { threads, precision }: { readonly threads: number; readonly precision: Precision },
): Promise<number> {
  const file = await SafetensorsFile.open(path);
  try {
    const ids = await matrix(file, 'input_ids');
    if (ids === undefined) throw modelInvalid(path, 'It does not hold "input_ids".');
    const attentionMask = await matrix(file, 'attention_mask', ids);
    const tokenTypeIds = await matrix(file, 'token_type_ids', ids);
    const inputs = { inputIds: ids, ...(attentionMask && { attentionMask }), ...(tokenTypeIds && { tokenTypeIds }) };
    const outputs = await encoderReference(checkpoint, inputs, threads, precision);
    const isReal = (attentionMask ?? ids.map((row) => row.map(() => 1))).flat().map((value) => value !== 0);
    let largest: number | undefined;
    for (const [name, output] of Object.entries(outputs)) {
      const expected = await goldenTensor(file, name);
      if (expected === undefined) continue;
      const chosen = isOfTokens(name, expected) ? isReal : undefined;
      largest = Math.max(largest ?? 0, maxRelativeError([atReal(expected, chosen)], [atReal(output, chosen)]));
    }
    if (largest === undefined) throw modelInvalid(path, `It holds none of ${Object.keys(outputs).join(', ')}.`);
    return largest;
  } finally {
    await file.close();
  }
}

/** Whether an output has a row for each token; else it has one for each sequence. */
function isOfTokens(name: string, { shape }: GoldenTensor): boolean {
  return shape.length === 3 || name === 'start_logits' || name === 'end_logits';
}

/** The values at real tokens, or all. */
function atReal(output: GoldenTensor | ReferenceOutput, isReal: readonly boolean[] | undefined): Float32Array {
  const values = Float32Array.from('data' in output ? output.data : output.values);
  const width = values.length / (isReal?.length ?? 1);
  return isReal === undefined ? values : values.filter((_, index) => isReal[Math.floor(index / width)]);
}

async function matrix(file: SafetensorsFile, name: string, like?: readonly (readonly number[])[]): Promise<number[][] | undefined> {
  const tensor = await goldenTensor(file, name);
  if (tensor === undefined) return undefined;
  const [rows = 0, width = 0] = tensor.shape;
  if (tensor.shape.length !== 2) throw modelInvalid(file.path, `Its "${name}" is no matrix.`);
  if (like !== undefined && (rows !== like.length || width !== like[0]?.length))
    throw modelInvalid(file.path, `Its "${name}" does not fit.`);
  return Array.from({ length: rows }, (_, row) => Array.from(tensor.data.subarray(row * width, (row + 1) * width)));
}
