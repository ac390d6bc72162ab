import { isCausalName, isEncoderName } from './architectureNames.js';
import { isRecord, type JsonRecord } from './json.js';
import { modelInvalid } from './modelErrors.js';

type Bounds = readonly [least: number, most: number];

/** Whole numbers that set the size of something. Twice and more what any published model has, and small enough to multiply. */
const sizes: Readonly<Record<string, Bounds>> = {
  hidden_size: [1, 2 ** 17],
  n_embd: [1, 2 ** 17],
  intermediate_size: [1, 2 ** 20],
  n_inner: [1, 2 ** 20],
  num_hidden_layers: [1, 1024],
  n_layer: [1, 1024],
  num_attention_heads: [1, 1024],
  n_head: [1, 1024],
  num_key_value_heads: [1, 1024],
  head_dim: [1, 4096],
  rotary_dim: [1, 4096],
  vocab_size: [1, 2 ** 22],
  type_vocab_size: [0, 2 ** 16],
  max_position_embeddings: [1, 2 ** 27],
  n_positions: [1, 2 ** 27],
  n_ctx: [1, 2 ** 27],
  sliding_window: [1, 2 ** 27],
};

/** Sizes that may be a list, one of each layer. */
const sizesOfLayers = new Set(['num_attention_heads', 'intermediate_size']);

const fractions: Readonly<Record<string, Bounds>> = {
  rms_norm_eps: [1e-30, 0.1],
  layer_norm_eps: [1e-30, 0.1],
  layer_norm_epsilon: [1e-30, 0.1],
  norm_eps: [1e-30, 0.1],
  rope_theta: [1, 1e15],
};

/**
 * Checks what every architecture has in common: that it is named, and if it is known, that sizes are sane, and that the heads divide what they
 * share. Which keys an architecture needs, and their defaults, is known where its graph is built.
 * @param path the file that an error names
 */
export function checkConfig(path: string, config: JsonRecord): void {
  if (typeof config.model_type !== 'string' || config.model_type === '') {
    throw modelInvalid(path, 'It does not name the architecture ("model_type").');
  }
  // What an architecture that is not known means by a number is not known either.
  if (!isCausalName(config.model_type) && !isEncoderName(config.model_type)) return;
  for (const [key, bounds] of Object.entries(sizes)) checkNumber(path, config, key, bounds, Number.isInteger);
  for (const [key, bounds] of Object.entries(fractions)) checkNumber(path, config, key, bounds, Number.isFinite);

  const heads = config.num_attention_heads ?? config.n_head;
  const width = config.hidden_size ?? config.n_embd;
  const groups = config.num_key_value_heads ?? heads;
  checkDivides(path, heads, groups, 'num_attention_heads', 'num_key_value_heads');
  if (config.head_dim == null) checkDivides(path, width, heads, 'hidden_size', 'num_attention_heads');
  if (config.rope_scaling != null && !isRecord(config.rope_scaling)) throw modelInvalid(path, 'Its "rope_scaling" is no object.');
}

/** A key that is absent or null is left to the architecture. */
function checkNumber(path: string, config: JsonRecord, key: string, [least, most]: Bounds, isKind: (value: unknown) => boolean): void {
  const value = config[key];
  if (value == null) return;
  const numbers: readonly unknown[] = Array.isArray(value) && sizesOfLayers.has(key) ? value : [value];
  if (!numbers.every((each) => isKind(each) && (each as number) >= least && (each as number) <= most)) {
    throw modelInvalid(path, `Its "${key}" is ${JSON.stringify(value)}, which is not between ${least} and ${most}.`);
  }
}

function checkDivides(path: string, whole: unknown, part: unknown, wholeName: string, partName: string): void {
  if (typeof whole !== 'number' || typeof part !== 'number' || whole % part === 0) return;
  throw modelInvalid(path, `Its "${wholeName}" (${whole}) is no multiple of its "${partName}" (${part}).`);
}
