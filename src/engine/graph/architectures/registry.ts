import type { Checkpoint } from '../../models/checkpoint.js';
import { isCausalName, type CausalName } from '../../models/architectureNames.js';
import { checkLayers } from '../checkLayers.js';
import { checkPositions } from '../checkPositions.js';
import { ConfigReader } from '../configReader.js';
import type { CausalArchitecture, CausalArchitectureReader } from './causal.js';
import { readGemma } from './gemma.js';
import { readGemma2 } from './gemma2.js';
import { readGemma3 } from './gemma3.js';
import { readGpt2 } from './gpt2.js';
import { readGptNeox } from './gptNeox.js';
import { readGptj } from './gptj.js';
import { readGranite } from './granite.js';
import { readLlama } from './llama.js';
import { readMistral } from './mistral.js';
import { readModernbertDecoder } from './modernbertDecoder.js';
import { readOlmo2 } from './olmo2.js';
import { readOpt } from './opt.js';
import { writesNothing } from './otherArchitecture.js';
import { readPhi } from './phi.js';
import { readPhi3 } from './phi3.js';
import { readQwen } from './qwen.js';
import { readQwenMoe } from './qwenMoe.js';
import { readSmollm3 } from './smollm3.js';
import { readStablelm } from './stablelm.js';

/** Causal architectures by the `model_type` of their config.json. */
const causal: Readonly<Record<CausalName, CausalArchitectureReader>> = {
  gemma: readGemma,
  gemma2: readGemma2,
  gemma3_text: readGemma3,
  gpt2: readGpt2,
  gpt_neox: readGptNeox,
  gptj: readGptj,
  granite: readGranite,
  llama: (checkpoint) => readLlama(checkpoint),
  mistral: readMistral,
  'modernbert-decoder': readModernbertDecoder,
  olmo2: readOlmo2,
  opt: readOpt,
  phi: readPhi,
  phi3: readPhi3,
  qwen2: readQwen,
  qwen3: readQwen,
  qwen3_moe: readQwenMoe,
  smollm3: readSmollm3,
  stablelm: readStablelm,
};

/** Reads a checkpoint's configuration as a causal language model; fails with `model-unsupported` where it is none. */
export function readCausalArchitecture(checkpoint: Checkpoint): CausalArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const type = config.text('model_type');
  if (!isCausalName(type)) throw writesNothing(checkpoint.name, type);
  const architecture = causal[type](checkpoint);
  checkPositions(checkpoint.name, architecture.shape.contextLength);
  checkLayers(checkpoint, architecture.shape.layers);
  return architecture;
}
