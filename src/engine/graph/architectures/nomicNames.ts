import type { Checkpoint, TensorSource } from '../../models/checkpoint.js';
import { renamedTensors } from '../../models/renamedTensors.js';
import { ConfigReader } from '../configReader.js';

/** The configuration of the first releases, which named things as GPT-2 does. */
export function newerNomicKeys({ name, config: keys }: Checkpoint): ConfigReader {
  const config = new ConfigReader(name, keys);
  if (!config.has('n_embd')) return new ConfigReader(name, { rope_theta: 1000, ...keys });
  if (keys.qkv_proj_bias === true || keys.mlp_fc1_bias === true || keys.prenorm === true) throw config.unsupported('biases of NomicBERT 2');
  const { n_embd, n_head, n_layer, n_inner, n_positions, rotary_emb_base, layer_norm_epsilon } = keys;
  return new ConfigReader(name, {
    ...keys,
    hidden_size: n_embd,
    num_attention_heads: n_head,
    num_hidden_layers: n_layer,
    intermediate_size: n_inner,
    max_position_embeddings: n_positions,
    rope_theta: rotary_emb_base,
    layer_norm_eps: layer_norm_epsilon,
    hidden_act: 'silu',
  });
}

/** Each part of a newer name, and what it was called in the first releases. */
const older: readonly (readonly [string, string])[] = [
  ['layers.', 'encoder.layers.'],
  ['embeddings.LayerNorm', 'emb_ln'],
  ['self_attn.o_proj', 'attn.out_proj'],
  ['up_proj', 'fc11'],
  ['gate_proj', 'fc12'],
  ['down_proj', 'fc2'],
  ['post_attention_layernorm', 'norm1'],
  ['post_mlp_layernorm', 'norm2'],
];

/** Tensors by their newer names, without a prefix. */
export function newerNomicNames(stored: TensorSource, root: string): TensorSource {
  const isOwn = (name: string): boolean => /^(embeddings|layers|pooler)\./.test(name);
  const prefixed = renamedTensors(stored, (name) => (isOwn(name) ? `${root}${name}` : name));
  if (prefixed.has('layers.0.self_attn.q_proj.weight')) return prefixed;
  const names = renamedTensors(stored, (name) => {
    const old = older.reduce((text, [newer, before]) => text.replace(newer, before), name);
    return isOwn(name) ? `${root}${old}` : old;
  });
  return splitProjections(names);
}

const third = /^(.*)self_attn\.([qkv])_proj\.(weight|bias)$/;

/** Queries, keys and values lie one below the other in one matrix. */
function splitProjections(source: TensorSource): TensorSource {
  const place = (name: string): { readonly whole: string; readonly index: number } | undefined => {
    const [, path, part, kind] = third.exec(name) ?? [];
    return part === undefined ? undefined : { whole: `${path}attn.Wqkv.${kind}`, index: 'qkv'.indexOf(part) };
  };
  const rowsOf = (whole: string): number => (source.shape(whole)[0] ?? 0) / 3;
  return {
    names: () => source.names(),
    has: (name) => source.has(place(name)?.whole ?? name),
    shape(name) {
      const at = place(name);
      return at === undefined ? source.shape(name) : [rowsOf(at.whole), ...source.shape(at.whole).slice(1)];
    },
    floats(name) {
      const at = place(name);
      return at === undefined
        ? source.floats(name)
        : source.floatRows(at.whole, at.index * rowsOf(at.whole), (at.index + 1) * rowsOf(at.whole));
    },
    floatRows(name, start, end) {
      const at = place(name);
      const first = at === undefined ? 0 : at.index * rowsOf(at.whole);
      return source.floatRows(at?.whole ?? name, first + start, first + end);
    },
    grid4: (name) => (place(name) === undefined ? source.grid4(name) : Promise.resolve(undefined)),
    grid8: (name) => (place(name) === undefined ? source.grid8(name) : Promise.resolve(undefined)),
  };
}
