import type { CausalShape } from '../architectures/causal.js';
import type { ConfigReader } from '../configReader.js';

/**
 * Which layers see only a window, from `layer_types`.
 * @param byRule says it of a layer where the configuration has no such key
 */
export function localLayers(config: ConfigReader, layers: number, byRule: (layer: number) => boolean): boolean[] {
  const kinds = config.texts('layer_types');
  if (kinds !== undefined && kinds.length !== layers) throw config.invalid('layer_types', `${layers} kinds of attention`, kinds);
  const unknown = kinds?.find((kind) => kind !== 'full_attention' && kind !== 'sliding_attention');
  if (unknown !== undefined) throw config.unsupported(`attention of the kind "${unknown}"`);
  return Array.from({ length: layers }, (_, layer) => (kinds === undefined ? byRule(layer) : kinds[layer] === 'sliding_attention'));
}

/** The window of local layers; undefined where there are none, or where it is longer than a sequence can be. */
export function windowOf(config: ConfigReader, contextLength: number, local: readonly boolean[]): CausalShape['window'] {
  if (!local.includes(true) || !config.has('sliding_window')) return undefined;
  const tokens = config.integer('sliding_window');
  return tokens < contextLength ? { tokens, layers: local } : undefined;
}
