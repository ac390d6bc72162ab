import type { JsonRecord } from '../json.js';
import { modelInvalid } from '../modelErrors.js';
import { ggufUnsupported } from './ggufErrors.js';
import type { GgufTensor } from './ggufHeader.js';
import type { MappedTensor } from './ggufTensors.js';

/** What the tensors of an architecture are called in Hugging Face folders, by their names in GGUF files without `.weight` and `.bias`. */
export interface TensorNames {
  /** What the names of the layers' tensors start with, before the layer's number: those of `blk.3.…` in GGUF files. */
  readonly layers: string;
  readonly inLayers: Readonly<Record<string, string | TensorRule>>;
  readonly others: Readonly<Record<string, string | TensorRule>>;
}

/** A tensor that differs from Hugging Face's by more than its name. */
export interface TensorRule {
  readonly name: string;
  /** Where the file has each row of a tensor; `rows` is how many it has. Undefined where they cannot be as the configuration says. */
  readonly fileRow?: (rows: number, config: JsonRecord) => ((row: number) => number) | undefined;
  /** What the file has added to the values. */
  readonly added?: number;
  /** Whether the matrix lies the other way round in Hugging Face's folder: its name gets `.transposed` here. */
  readonly isTransposed?: true;
}

/** Settings or what follows from them, no weights: `rope_freqs`, `rope_factors_long` and `_short`, and `attn_rot_embd` of old files. */
const notWeights = /^(?:rope_freqs|rope_factors_long|rope_factors_short|attn_rot_embd)$/;

/** The tensors of a file by their Hugging Face names. One that has no such name would be missed by the graph, so it refuses the file. */
export function mapTensors(
  path: string,
  architecture: { readonly name: string; readonly tensors: TensorNames },
  tensors: Iterable<GgufTensor>,
  config: JsonRecord,
): Map<string, MappedTensor> {
  const { layers, inLayers, others } = architecture.tensors;
  const mapped = new Map<string, MappedTensor>();
  for (const tensor of tensors) {
    const [, block, stem = '', kind = ''] = /^(?:blk\.(\d+)\.)?([\w.]+)\.(weight|bias)$/.exec(tensor.name) ?? [];
    if (notWeights.test(stem)) continue;
    const table = block === undefined ? others : inLayers;
    const found = Object.hasOwn(table, stem) ? table[stem] : undefined;
    if (found === undefined) {
      const what = `It has a tensor "${tensor.name}", which no "${architecture.name}" model that Cloze knows has.`;
      throw ggufUnsupported(path, what, 'Choose another model.');
    }
    const rule = typeof found === 'string' ? { name: found } : found;
    const name = `${block === undefined ? '' : `${layers}.${block}.`}${rule.name}.${kind}`;
    mapped.set(rule.isTransposed === true && kind === 'weight' ? `${name}.transposed` : name, mapOne(path, tensor, rule, config));
  }
  return mapped;
}

function mapOne(path: string, tensor: GgufTensor, { fileRow, added }: TensorRule, config: JsonRecord): MappedTensor {
  const place = fileRow?.(tensor.rows, config);
  if (fileRow !== undefined && place === undefined) {
    throw modelInvalid(path, `The ${tensor.rows} rows of its tensor "${tensor.name}" cannot belong to heads as its header counts them.`);
  }
  return { tensor, ...(place && { fileRow: place }), ...(added !== undefined && { added }) };
}

/**
 * Rows of attention heads whose pairs that a rotary embedding turns are neighbours in the file, where Hugging Face has them in the two
 * halves of a head. Source: `permute` in llama.cpp's conversion of Llama.
 * @param heads the key of the configuration that counts the heads
 */
export function neighbours(name: string, heads: string): TensorRule {
  return {
    name,
    fileRow(rows, config) {
      const headSize = rows / (config[heads] as number);
      const half = headSize / 2;
      if (!Number.isInteger(half) || half === 0) return undefined;
      return (row) => row - (row % headSize) + (row % half) * 2 + Math.floor((row % headSize) / half);
    },
  };
}

/**
 * Rows of which the file has those of all queries, then of all keys, then of all values, where Hugging Face has each head's together.
 * @param heads the key of the configuration that counts the heads
 */
export function headByHead(name: string, heads: string): TensorRule {
  return {
    name,
    fileRow(rows, config) {
      const third = rows / 3;
      const size = third / (config[heads] as number);
      if (!Number.isInteger(size) || size === 0) return undefined;
      return (row) => {
        const head = Math.floor(row / (3 * size));
        const part = Math.floor((row % (3 * size)) / size);
        return part * third + head * size + (row % size);
      };
    },
  };
}

/** A matrix that the file has as [outputs, inputs] and Hugging Face, as GPT-2's `Conv1D`, as [inputs, outputs]. */
export function transposed(name: string): TensorRule {
  return { name, isTransposed: true };
}

/** Gains that the file has and Hugging Face's model adds 1 to. */
export function aroundOne(name: string): TensorRule {
  return { name, added: 1 };
}
