import { modelInvalid, modelUnsupported } from '../../src/engine/models/modelErrors.js';
import { SafetensorsFile } from '../../src/engine/models/safetensors.js';
import type { Token } from '../../src/engine/tokenizer/token.js';
import type { ReferenceSequence } from './referenceLogits.js';
import { type GoldenTensor, goldenTensor } from './goldenTensor.js';

/** What a reference implementation computed for one checkpoint. */
export interface GoldenValues {
  /** One a row, padding left out. */
  readonly sequences: readonly ReferenceSequence[];
  /** The reference of each sequence: [real tokens · vocabulary]. */
  readonly logits: readonly Float32Array[];
  /** The tokens that greedy search gives after the first `greedyPrompt` tokens of each sequence; absent where it was not computed. */
  readonly greedy?: readonly (readonly Token[])[];
}

/** How many tokens greedy search starts from, as the name of the tensor says. */
export const greedyPrompt = 8;

/**
 * Reads `golden.safetensors`: `input_ids` [rows, tokens], `attention_mask` of the same shape where there is padding on either side,
 * `logits` [rows, tokens, vocabulary], and `greedy_after_8` [rows, new tokens] where there is one.
 */
export async function readGoldenValues(path: string): Promise<GoldenValues> {
  const file = await SafetensorsFile.open(path);
  try {
    const ids = await goldenTensor(file, 'input_ids');
    const logits = await goldenTensor(file, 'logits');
    if (ids === undefined || logits === undefined) throw modelInvalid(path, 'It does not hold both "input_ids" and "logits".');
    const [rows, length] = ids.shape;
    const [logitRows, logitLength, vocabulary] = logits.shape;
    if (ids.shape.length !== 2 || rows === undefined || length === undefined) throw modelInvalid(path, 'Its "input_ids" are no matrix.');
    if (logits.shape.length !== 3 || logitRows !== rows || logitLength !== length || vocabulary === undefined) {
      throw modelUnsupported(path, 'Its "logits" are not those of each next token, and Cloze compares no others yet.');
    }
    const mask = await goldenTensor(file, 'attention_mask');
    if (mask !== undefined && mask.shape.join() !== ids.shape.join()) throw modelInvalid(path, 'Its "attention_mask" does not fit.');
    const greedy = await goldenTensor(file, 'greedy_after_8');
    const real = range(rows).map((row) => range(length).filter((column) => mask === undefined || mask.data[row * length + column] !== 0));
    return {
      sequences: real.map((columns, row) => ({
        tokens: columns.map((column) => ids.data[row * length + column] as Token),
        positions: columns,
      })),
      logits: real.map((columns, row) =>
        pick(
          logits.data,
          columns.map((column) => row * length + column),
          vocabulary,
        ),
      ),
      ...(greedy === undefined ? {} : { greedy: rowsOf(greedy) }),
    };
  } finally {
    await file.close();
  }
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

/** The wanted rows of a matrix, one after the other. */
function pick(data: Float32Array | Int32Array, rows: readonly number[], width: number): Float32Array {
  const picked = new Float32Array(rows.length * width);
  rows.forEach((row, index) => picked.set(data.subarray(row * width, (row + 1) * width), index * width));
  return picked;
}

function rowsOf({ shape, data }: GoldenTensor): Token[][] {
  const [rows = 0, width = 0] = shape;
  return range(rows).map((row) => Array.from(data.subarray(row * width, (row + 1) * width)) as Token[]);
}
