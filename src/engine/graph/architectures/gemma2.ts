import type { Checkpoint } from '../../models/checkpoint.js';
import { rotaryFrequencies } from '../blocks/rotaryFrequencies.js';
import { localLayers } from '../blocks/window.js';
import { ConfigReader } from '../configReader.js';
import type { CausalArchitecture } from './causal.js';
import { readCap, readGemmaLayers, readHeadSize } from './gemma3.js';

/**
 * Gemma 2 (https://arxiv.org/abs/2408.00118): normalisation before and after each block, and soft caps on the scores of attention and on the
 * logits; every other layer sees a window.
 */
export function readGemma2(checkpoint: Checkpoint): CausalArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const angles = rotaryFrequencies(config, readHeadSize(config));
  return readGemmaLayers(checkpoint, {
    local: localLayers(config, config.integer('num_hidden_layers'), (layer) => layer % 2 === 0),
    normsHeads: false,
    far: angles,
    near: angles,
    scoreCap: readCap(config, 'attn_logit_softcapping', 50),
    logitCap: readCap(config, 'final_logit_softcapping', 30),
  });
}
