import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checkpoint } from '../../src/engine/models/checkpoint.js';
import { openCheckpoint } from '../../src/engine/models/openCheckpoint.js';
import { ggufBytes } from '../../bench/gguf/ggufBytes.js';
import { ggufSettings } from '../../bench/gguf/ggufSettings.js';
import { q4k, q8_0 } from './ggufBlocks.js';

const embedded = join(import.meta.dirname, '../../models/smollm2-135m-instruct');

const names: Readonly<Record<string, string>> = {
  input_layernorm: 'attn_norm',
  'self_attn.q_proj': 'attn_q',
  'self_attn.k_proj': 'attn_k',
  'self_attn.v_proj': 'attn_v',
  'self_attn.o_proj': 'attn_output',
  post_attention_layernorm: 'ffn_norm',
  'mlp.gate_proj': 'ffn_gate',
  'mlp.up_proj': 'ffn_up',
  'mlp.down_proj': 'ffn_down',
};

/**
 * Writes the embedded language model as a GGUF file in the mix of llama.cpp's Q4_K files: matrices whose rows are whole blocks of 256 in Q4_K,
 * the others in Q8_0, vectors in F32; queries and keys as llama.cpp turns them.
 */
export async function writeEmbeddedAsGguf(path: string): Promise<void> {
  const checkpoint = await openCheckpoint(embedded);
  try {
    const tensors: { name: string; shape: number[]; type: number; offset: number }[] = [];
    const pieces: Uint8Array[] = [];
    let offset = 0;
    for (const name of checkpoint.tensors.names().filter((each) => each.endsWith('.weight'))) {
      const shape = checkpoint.tensors.shape(name);
      const values = turned(checkpoint, name, await checkpoint.tensors.floats(name));
      const columns = shape.at(-1) ?? 1;
      const [type, bytes] =
        shape.length === 1 ? [0, new Uint8Array(values.buffer)] : columns % 256 === 0 ? [12, q4k(values)] : [8, q8_0(values)];
      tensors.push({ name: ggufName(name), shape: [...shape].reverse(), type, offset });
      const padding = (32 - (bytes.length % 32)) % 32;
      pieces.push(bytes, new Uint8Array(padding));
      offset += bytes.length + padding;
    }
    await writeFile(path, ggufBytes({ values: await ggufSettings(checkpoint.config), tensors, data: Buffer.concat(pieces) }));
  } finally {
    await checkpoint.close();
  }
}

function ggufName(name: string): string {
  const [, layer, part = ''] = /^model\.layers\.(\d+)\.(.+)\.weight$/.exec(name) ?? [];
  if (layer !== undefined) return `blk.${layer}.${names[part] ?? part}.weight`;
  return name === 'model.norm.weight' ? 'output_norm.weight' : 'token_embd.weight';
}

/** The pairs that a rotary embedding turns, side by side instead of in the halves of a head. */
function turned({ config }: Checkpoint, name: string, values: Float32Array): Float32Array {
  if (!/\.(?:q|k)_proj\./.test(name)) return values;
  const [size, columns] = [config.head_dim as number, config.hidden_size as number];
  const out = new Float32Array(values.length);
  for (let row = 0; row < values.length / columns; row++) {
    const inHead = row % size;
    const from = row - inHead + (inHead >> 1) + (inHead % 2) * (size / 2);
    out.set(values.subarray(from * columns, (from + 1) * columns), row * columns);
  }
  return out;
}
