import type { Checkpoint } from '../../models/checkpoint.js';
import { checkLayers } from '../checkLayers.js';
import { checkPositions } from '../checkPositions.js';
import { ConfigReader } from '../configReader.js';
import type { CausalArchitecture, CausalArchitectureReader } from './causal.js';
import { readGemma3 } from './gemma3.js';
import { readGpt2 } from './gpt2.js';
import { readGptj } from './gptj.js';
import { readLlama } from './llama.js';
import { readMistral } from './mistral.js';
import { readQwen } from './qwen.js';

/** Causal architectures by the `model_type` of their config.json. */
const causal: Readonly<Record<string, CausalArchitectureReader>> = {
  gemma3_text: readGemma3,
  gpt2: readGpt2,
  gptj: readGptj,
  llama: (checkpoint) => readLlama(checkpoint),
  mistral: readMistral,
  qwen2: readQwen,
  qwen3: readQwen,
};

/** Reads a checkpoint's configuration as a causal language model; fails with `model-unsupported` where it is none. */
export function readCausalArchitecture(checkpoint: Checkpoint): CausalArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const type = config.text('model_type');
  const read = Object.hasOwn(causal, type) ? causal[type] : undefined;
  if (read === undefined) throw config.unsupported(`the architecture "${type}"`);
  const architecture = read(checkpoint);
  checkPositions(checkpoint.name, architecture.shape.contextLength);
  checkLayers(checkpoint, architecture.shape.layers);
  return architecture;
}
