import type { ConfigReader } from '../configReader.js';

export interface LayerHeads {
  /** Of each layer. */
  readonly heads: readonly number[];
  readonly headSize: number;
}

/**
 * The attention heads of each layer. They share the model's width, unless the configuration says how large a head is (`head_dim`), as it must
 * where layers have lost some of their heads.
 * @param keys what the configuration calls the number of heads, and the model's width
 */
export function readLayerHeads(config: ConfigReader, keys: readonly [string, string], layers: number): LayerHeads {
  const heads = config.integerOfLayers(keys[0], layers);
  const hiddenSize = config.integer(keys[1]);
  const [count = 1] = heads;
  if (!config.has('head_dim') && heads.every((each) => each === count)) {
    if (hiddenSize % count !== 0) throw config.invalid(keys[1], `a multiple of ${count}`, hiddenSize);
    return { heads, headSize: hiddenSize / count };
  }
  const headSize = config.integer('head_dim');
  if (hiddenSize % headSize !== 0) throw config.invalid('head_dim', `a divisor of ${hiddenSize}`, headSize);
  return { heads, headSize };
}
