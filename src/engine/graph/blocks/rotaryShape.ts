import type { CausalShape } from '../architectures/causal.js';
import { maxPositions } from '../checkPositions.js';
import type { ConfigReader } from '../configReader.js';
import { rotaryLength } from './rotaryFrequencies.js';

/** The sizes of a causal model with rotary positions, by the keys that most configurations have. */
export function readRotaryShape(config: ConfigReader): CausalShape {
  const heads = config.integer('num_attention_heads');
  const hiddenSize = config.integer('hidden_size');
  const headSize = config.integer('head_dim', hiddenSize / heads);
  const kvHeads = config.integer('num_key_value_heads', heads);
  if (heads % kvHeads !== 0) throw config.invalid('num_key_value_heads', `a divisor of ${heads}`, kvHeads);
  if (headSize % 2 !== 0) throw config.invalid('head_dim', 'an even number', headSize);
  return {
    layers: config.integer('num_hidden_layers'),
    heads,
    kvHeads,
    headSize,
    hiddenSize,
    vocabularySize: config.integer('vocab_size'),
    contextLength: Math.min(maxPositions, rotaryLength(config, 2048)),
    attentionScale: headSize ** -0.5,
  };
}
