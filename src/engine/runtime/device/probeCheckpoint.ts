import type { Checkpoint } from '../../models/checkpoint.js';

export interface ProbeSize {
  readonly hiddenSize: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly layers: number;
}

/** The sizes to try a device with for an encoder of the given widths, whose heads have keys and values of their own. */
export function encoderProbeSize({ hiddenSize, headSize }: Readonly<Record<'hiddenSize' | 'headSize', number>>): Omit<ProbeSize, 'layers'> {
  const heads = hiddenSize / headSize;
  return { hiddenSize, heads, kvHeads: heads };
}

const vocabularySize = 512;

/**
 * A Llama model of the given size with made-up weights, to try a device with: its graph has the operators of a real
 * model, and it needs no file.
 */
export function probeCheckpoint({ hiddenSize, heads, kvHeads, layers }: ProbeSize): Checkpoint {
  const headSize = hiddenSize / heads;
  const intermediate = 3 * hiddenSize;
  const rows: Readonly<Record<string, number>> = {
    q_proj: hiddenSize,
    k_proj: kvHeads * headSize,
    v_proj: kvHeads * headSize,
    o_proj: hiddenSize,
    gate_proj: intermediate,
    up_proj: intermediate,
    down_proj: hiddenSize,
    embed_tokens: vocabularySize,
  };
  const shape = (name: string): number[] => {
    const [kind = ''] = name.split('.').slice(-2);
    if (kind.includes('norm')) return [hiddenSize];
    return [rows[kind] ?? 0, kind === 'down_proj' ? intermediate : hiddenSize];
  };
  const floatRows = (name: string, start: number, end: number): Promise<Float32Array> => {
    const [, columns = 1] = shape(name);
    if (shape(name).length === 1) return Promise.resolve(new Float32Array(end - start).fill(1));
    const spread = 1 / Math.sqrt(columns);
    return Promise.resolve(Float32Array.from({ length: (end - start) * columns }, (_, i) => spread * wave(start * columns + i)));
  };
  return {
    name: 'probe',
    fingerprint: 'probe',
    config: {
      model_type: 'llama',
      hidden_size: hiddenSize,
      intermediate_size: intermediate,
      num_attention_heads: heads,
      num_key_value_heads: kvHeads,
      num_hidden_layers: layers,
      vocab_size: vocabularySize,
      max_position_embeddings: 256,
      tie_word_embeddings: true,
    },
    tensors: {
      has: (name) => /(?:layernorm|norm|proj|embed_tokens)\.weight$/.test(name) && !/[qk]_norm/.test(name),
      names: () => [],
      shape,
      floats: (name) => floatRows(name, 0, shape(name)[0] ?? 0),
      floatRows,
      grid4: () => Promise.resolve(undefined),
      grid8: () => Promise.resolve(undefined),
    },
    tokenizerJson: () => Promise.resolve({ tokenizer: {}, config: {} }),
    close: () => Promise.resolve(),
  };
}

/** Values from −1 to 1 without a pattern that matters. */
function wave(index: number): number {
  return Math.sin(index * 12.9898) * Math.cos(index * 0.618);
}
