import type { ConfigReader } from '../configReader.js';
import type { RotaryAngles } from './rotary.js';
import { longropeAngles, trainedLength, yarnAngles } from './stretchedAngles.js';

/**
 * How far a position turns each pair of components, read from `rope_parameters`, or from `rope_theta` and `rope_scaling` in older
 * configurations. Scalings: none, `linear`, `llama3`, `yarn`, `dynamic`, `longrope`.
 * The formulas are those of transformers' `modeling_rope_utils`.
 */
export function rotaryFrequencies(config: ConfigReader, size: number): RotaryAngles {
  const scaling = ropeSection(config);
  const base = scaling?.has('rope_theta') === true ? scaling.number('rope_theta') : config.number('rope_theta', 10_000);
  return scaledFrequencies(config, scaling, base, size);
}

/** The same for models that have several: `scaling` is the section of one of them. */
export function scaledFrequencies(config: ConfigReader, scaling: ConfigReader | undefined, base: number, size: number): RotaryAngles {
  const plain = Float64Array.from({ length: size / 2 }, (_, pair) => base ** ((-2 * pair) / size));
  const kind = ropeKind(scaling);
  if (scaling === undefined) return unscaled(plain);
  switch (kind) {
    case 'default':
    // Up to the length that the model was trained with, where Cloze stops, nothing is stretched.
    case 'dynamic':
    // Apart in three directions for pictures; a text turns all of them by the same position.
    case 'mrope':
      return unscaled(plain);
    case 'linear':
      return unscaled(plain.map((frequency) => frequency / scaling.number('factor')));
    case 'llama3':
      return unscaled(llama3Frequencies(config, scaling, plain));
    case 'yarn':
      return yarnAngles(config, scaling, plain, base);
    case 'longrope':
    case 'su':
      return longropeAngles(config, scaling, plain);
    default:
      throw config.unsupported(`rotary scaling of the kind "${kind}"`);
  }
}

/** The part of a head that is turned: all of it, or its first components (`partial_rotary_factor`). */
export function rotarySize(config: ConfigReader, headSize: number, fallback = 1): number {
  const section = ropeSection(config);
  const key = 'partial_rotary_factor';
  const factor = section?.has(key) === true ? section.number(key) : config.number(key, fallback);
  const size = Math.floor(headSize * factor);
  if (size % 2 === 0 && size > 0 && size <= headSize) return size;
  throw config.invalid(key, `a share of ${headSize} that makes an even number`, factor);
}

/**
 * The most positions at which a model turns its heads as it does in short texts: what it says itself, but with LongRoPE, whose factors for
 * longer texts would turn all earlier keys again, the length of its first training.
 */
export function rotaryLength(config: ConfigReader, fallback: number): number {
  const longest = config.integer('max_position_embeddings', fallback);
  const scaling = ropeSection(config);
  if (scaling === undefined || !['longrope', 'su'].includes(ropeKind(scaling))) return longest;
  return Math.min(longest, trainedLength(config, scaling));
}

function unscaled(frequencies: Float64Array): RotaryAngles {
  return { frequencies, magnitude: 1 };
}

function ropeSection(config: ConfigReader): ConfigReader | undefined {
  return config.section('rope_parameters') ?? config.section('rope_scaling');
}

function ropeKind(scaling: ConfigReader | undefined): string {
  return scaling === undefined ? 'default' : scaling.text(scaling.has('rope_type') ? 'rope_type' : 'type', 'default');
}

/** Slow waves are stretched by `factor`, fast ones stay, those between are blended (Llama 3.1's `rope_scaling`). */
function llama3Frequencies(config: ConfigReader, scaling: ConfigReader, plain: Float64Array): Float64Array {
  const factor = scaling.number('factor');
  const slow = scaling.number('low_freq_factor');
  const fast = scaling.number('high_freq_factor');
  const trainedOn = trainedLength(config, scaling);
  return plain.map((frequency) => {
    const turns = (trainedOn * frequency) / (2 * Math.PI);
    if (turns < slow) return frequency / factor;
    if (turns > fast) return frequency;
    const blend = (turns - slow) / (fast - slow);
    return (1 - blend) * (frequency / factor) + blend * frequency;
  });
}
