import type { ConfigReader } from '../configReader.js';

/**
 * Radians a position for each pair of components, read from `rope_parameters`, or from `rope_theta` and
 * `rope_scaling` in older configurations. Scalings: none, `linear`, `llama3`.
 * The formulas are those of transformers' `modeling_rope_utils`.
 */
export function rotaryFrequencies(config: ConfigReader, headSize: number): Float64Array {
  const scaling = config.section('rope_parameters') ?? config.section('rope_scaling');
  const base = scaling?.has('rope_theta') === true ? scaling.number('rope_theta') : config.number('rope_theta', 10_000);
  return scaledFrequencies(config, scaling, base, headSize);
}

/** The same for models that have several: `scaling` is the section of one of them. */
export function scaledFrequencies(config: ConfigReader, scaling: ConfigReader | undefined, base: number, size: number): Float64Array {
  const plain = Float64Array.from({ length: size / 2 }, (_, pair) => base ** ((-2 * pair) / size));
  const kind = scaling === undefined ? 'default' : scaling.text(scaling.has('rope_type') ? 'rope_type' : 'type', 'default');
  if (scaling === undefined || kind === 'default') return plain;
  if (kind === 'linear') return plain.map((frequency) => frequency / scaling.number('factor'));
  if (kind === 'llama3') return llama3Frequencies(scaling, plain);
  throw config.unsupported(`rotary scaling of the kind "${kind}"`);
}

/** Slow waves are stretched by `factor`, fast ones stay, those between are blended (Llama 3.1's `rope_scaling`). */
function llama3Frequencies(scaling: ConfigReader, plain: Float64Array): Float64Array {
  const factor = scaling.number('factor');
  const slow = scaling.number('low_freq_factor');
  const fast = scaling.number('high_freq_factor');
  const trainedLength = scaling.integer('original_max_position_embeddings');
  return plain.map((frequency) => {
    const turns = (trainedLength * frequency) / (2 * Math.PI);
    if (turns < slow) return frequency / factor;
    if (turns > fast) return frequency;
    const blend = (turns - slow) / (fast - slow);
    return (1 - blend) * (frequency / factor) + blend * frequency;
  });
}
