import type { Checkpoint } from '../../models/checkpoint.js';
import { readActivation } from '../blocks/activation.js';
import { ConfigReader } from '../configReader.js';
import type { CausalArchitecture } from './causal.js';
import { readLlama } from './llama.js';

/** Gemma (https://arxiv.org/abs/2403.08295): Llama's layers with gains around 1, GeGLU, scaled embeddings, and heads wider than their share. */
export function readGemma(checkpoint: Checkpoint): CausalArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  if (config.boolean('use_bidirectional_attention', false)) throw config.unsupported('attention to later tokens');
  // The first releases say "gelu" and mean its approximation, as the reference reads them too.
  const named = config.text('hidden_activation', config.text('hidden_act', 'gelu'));
  const activation = readActivation(new ConfigReader(checkpoint.name, { named: named === 'gelu' ? 'gelu_pytorch_tanh' : named }), 'named');
  return readLlama(checkpoint, {
    activation,
    gainOffset: 1,
    embeddingScale: Math.sqrt(config.integer('hidden_size')),
    tied: true,
  });
}
