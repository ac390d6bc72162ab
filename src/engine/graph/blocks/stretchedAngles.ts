import type { ConfigReader } from '../configReader.js';
import type { RotaryAngles } from './rotary.js';

/**
 * YaRN (Peng et al. 2023, https://arxiv.org/abs/2309.00071): waves that turn less than `beta_slow` times in a text of the first training are
 * stretched by `factor`, those that turn more than `beta_fast` times stay, and between the two it goes over from one to the other.
 * @param plain radians a position before the stretching, one for each pair of components
 * @param base what these are powers of
 */
export function yarnAngles(config: ConfigReader, scaling: ConfigReader, plain: Float64Array, base: number): RotaryAngles {
  const trained = trainedLength(config, scaling);
  const factor = scaling.has('factor') ? scaling.number('factor') : config.integer('max_position_embeddings') / trained;
  const pairAt = (turns: number): number => (plain.length * Math.log(trained / (turns * 2 * Math.PI))) / Math.log(base);
  const [first, last] = [pairAt(or(scaling, 'beta_fast', 32)), pairAt(or(scaling, 'beta_slow', 1))];
  const isWhole = scaling.boolean('truncate', true);
  const low = Math.max(isWhole ? Math.floor(first) : first, 0);
  const high = Math.min(isWhole ? Math.ceil(last) : last, 2 * plain.length - 1);
  const span = high === low ? 0.001 : high - low;
  return {
    frequencies: plain.map((frequency, pair) => {
      const stretched = Math.min(1, Math.max(0, (pair - low) / span));
      return (frequency / factor) * stretched + frequency * (1 - stretched);
    }),
    magnitude: scaling.has('attention_factor') ? scaling.number('attention_factor') : yarnMagnitude(scaling, factor),
  };
}

/**
 * LongRoPE (Ding et al. 2024, https://arxiv.org/abs/2402.13753) in texts up to the length of the first training: each wave is stretched by
 * its own factor of `short_factor`.
 */
export function longropeAngles(config: ConfigReader, scaling: ConfigReader, plain: Float64Array): RotaryAngles {
  const trained = trainedLength(config, scaling);
  const factors = scaling.numbers('short_factor', plain.length);
  const factor = scaling.has('factor') ? scaling.number('factor') : config.integer('max_position_embeddings') / trained;
  const usual = factor <= 1 ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(trained));
  return {
    frequencies: plain.map((frequency, pair) => frequency / (factors[pair] as number)),
    magnitude: scaling.has('attention_factor') ? scaling.number('attention_factor') : usual,
  };
}

/** The length of the texts that a model saw before its context was stretched. */
export function trainedLength(config: ConfigReader, scaling: ConfigReader): number {
  const key = 'original_max_position_embeddings';
  if (config.has(key)) return config.integer(key);
  return scaling.has(key) ? scaling.integer(key) : config.integer('max_position_embeddings');
}

function yarnMagnitude(scaling: ConfigReader, factor: number): number {
  const grown = (by: number): number => (factor <= 1 ? 1 : 0.1 * by * Math.log(factor) + 1);
  const [one, all] = [or(scaling, 'mscale', 0), or(scaling, 'mscale_all_dim', 0)];
  return one !== 0 && all !== 0 ? grown(one) / grown(all) : grown(1);
}

/** A number that stands for its usual value where it is 0, as the reference has it. */
function or(scaling: ConfigReader, key: string, usual: number): number {
  return scaling.number(key, usual) || usual;
}
