import type { Checkpoint } from '../../models/checkpoint.js';
import { readActivation } from '../blocks/activation.js';
import { mixtureOfExperts } from '../blocks/mixtureOfExperts.js';
import { ConfigReader } from '../configReader.js';
import type { CausalArchitecture } from './causal.js';
import { readLlama } from './llama.js';

/**
 * Qwen3's mixture of experts (https://arxiv.org/abs/2505.09388): Qwen3's attention; in place of one feed-forward block a layer has many small
 * ones, of which each token goes through a few.
 */
export function readQwenMoe(checkpoint: Checkpoint): CausalArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  if (config.boolean('use_sliding_window', false)) throw config.unsupported('a window beside experts');
  const every = config.integer('decoder_sparse_step', 1);
  const dense = config.has('mlp_only_layers') ? config.numbers('mlp_only_layers') : [];
  const experts = {
    hiddenSize: config.integer('hidden_size'),
    intermediate: config.integer('moe_intermediate_size'),
    experts: config.integer(config.has('num_experts') ? 'num_experts' : 'num_local_experts'),
    chosen: config.integer('num_experts_per_tok'),
    sumsToOne: config.boolean('norm_topk_prob', false),
    activation: readActivation(config, 'hidden_act', 'silu'),
  };
  return readLlama(checkpoint, {
    feedForward: (layer, path) =>
      dense.includes(layer) || (layer + 1) % every !== 0
        ? undefined
        : (context, tensors, x) => mixtureOfExperts(context, tensors, { ...experts, path }, x),
  });
}
