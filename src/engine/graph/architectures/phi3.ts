import type { Checkpoint } from '../../models/checkpoint.js';
import { rotarySize } from '../blocks/rotaryFrequencies.js';
import { ConfigReader } from '../configReader.js';
import type { CausalArchitecture } from './causal.js';
import { readLlama } from './llama.js';
import { windowEverywhere } from './mistral.js';

/**
 * Phi-3, Phi-3.5 and Phi-4 (https://arxiv.org/abs/2404.14219): Llama's layers with the projections of one input in one matrix. In some only a
 * part of each head is turned, and long texts are read with LongRoPE.
 */
export function readPhi3(checkpoint: Checkpoint): CausalArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const headSize = config.integer('head_dim', config.integer('hidden_size') / config.integer('num_attention_heads'));
  return readLlama(checkpoint, { isJoined: true, turned: rotarySize(config, headSize), window: windowEverywhere });
}
