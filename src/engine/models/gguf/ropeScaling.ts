import type { Hyperparameters } from './hyperparameters.js';

export type RopeScaling = Readonly<Record<string, string | number | readonly number[]>>;

/**
 * How a file stretches the rotary embedding to a longer context, as Hugging Face's `rope_scaling`; null where it does not.
 * @param theta the base of the frequencies
 */
export function ropeScaling(file: Hyperparameters, theta: number): RopeScaling | null {
  const type = file.text('rope.scaling.type') ?? 'linear';
  // `scale_linear` is the key of older files.
  const factor = file.optional('rope.scaling.factor') ?? file.optional('rope.scale_linear') ?? 1;
  const factors = file.factors.get('rope_freqs.weight');
  if (factors) return scalingOf(file, factors, theta);
  if (type === 'none' || (type === 'linear' && factor === 1)) return null;
  if (type === 'linear') return { rope_type: 'linear', factor };
  const original = file.optional('rope.scaling.original_context_length');
  if (type === 'yarn' && original !== undefined)
    return { rope_type: 'yarn', factor, original_max_position_embeddings: original, ...yarnSettings(file, factor) };
  throw file.unsupported(`It stretches its context by "${type}".`);
}

/** What a file sets of YaRN. Source: `rope_yarn` in ggml, whose scores are scaled as transformers' are where nothing is set. */
function yarnSettings(file: Hyperparameters, factor: number): Readonly<Record<string, number>> {
  const fast = file.optional('rope.scaling.yarn_beta_fast');
  const slow = file.optional('rope.scaling.yarn_beta_slow');
  const scale = file.optional('rope.scaling.yarn_attn_factor') ?? file.optional('rope.scaling.attn_factor') ?? 1;
  // Where the logarithm is multiplied, it is so in the numerator and in the denominator.
  const cancels = (file.optional('rope.scaling.yarn_log_multiplier') ?? 0) !== 0;
  return {
    ...(fast !== undefined && { beta_fast: fast }),
    ...(slow !== undefined && { beta_slow: slow }),
    ...((cancels || scale !== 1) && { attention_factor: cancels ? scale : scale * (0.1 * Math.log(factor) + 1) }),
  };
}

/** The settings with which all published models use this method; only the factor differs. */
const llama3 = { low_freq_factor: 1, high_freq_factor: 4, original_max_position_embeddings: 8192 } as const;

/**
 * Files made from models with Llama 3's scaling hold the factor of each frequency instead of the settings that gave them. The largest factor
 * is the setting, if the others follow from it; else the factors stand as they are.
 */
function scalingOf(file: Hyperparameters, factors: Float32Array, theta: number): RopeScaling {
  const factor = factors.reduce((a, b) => Math.max(a, b), 1);
  const isLlama3 = factors.every((found, i) => {
    const expected = llama3Factor(theta ** (-i / factors.length), factor);
    return Math.abs(found - expected) <= 1e-3 * expected;
  });
  if (isLlama3) return { rope_type: 'llama3', factor, ...llama3 };
  if (!factors.every((found) => found > 0 && found < Infinity))
    throw file.invalid('It scales its frequencies by numbers that are not above zero.');
  // Each divides its own frequency at all lengths, which LongRoPE can say.
  const own = [...factors];
  return {
    rope_type: 'longrope',
    short_factor: own,
    long_factor: own,
    attention_factor: 1,
    original_max_position_embeddings: file.required('context_length'),
  };
}

/** What the frequency (radians a token) is divided by. Source: `_compute_llama3_parameters` in transformers. */
function llama3Factor(frequency: number, factor: number): number {
  const turns = (llama3.original_max_position_embeddings * frequency) / (2 * Math.PI);
  if (turns < llama3.low_freq_factor) return factor;
  if (turns > llama3.high_freq_factor) return 1;
  const smooth = (turns - llama3.low_freq_factor) / (llama3.high_freq_factor - llama3.low_freq_factor);
  return 1 / ((1 - smooth) / factor + smooth);
}
