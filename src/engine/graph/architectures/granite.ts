import type { Checkpoint } from '../../models/checkpoint.js';
import { ConfigReader } from '../configReader.js';
import type { CausalArchitecture } from './causal.js';
import { readLlama } from './llama.js';

/** Granite 3 (https://arxiv.org/abs/2405.04324): Llama's layers; embedding, scores, blocks and logits are scaled by numbers of the configuration. */
export function readGranite(checkpoint: Checkpoint): CausalArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  return readLlama(checkpoint, {
    embeddingScale: config.number('embedding_multiplier', 1),
    attentionScale: config.number('attention_multiplier', 1),
    blockScale: config.number('residual_multiplier', 1),
    logitScale: 1 / config.number('logits_scaling', 1),
  });
}
