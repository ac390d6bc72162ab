import type { GgufArchitecture } from './ggufArchitecture.js';
import { llamaKeys } from './llamaKeys.js';
import { llamaNames } from './llamaNames.js';

/** Qwen 1.5 to 2.5: Llama's layers with biases on queries, keys and values, whose rows lie as in Hugging Face's folders. */
export const qwen2: GgufArchitecture = {
  name: 'qwen2',
  models: 'Qwen 1.5, 2 and 2.5, and models distilled into them',
  use: 'language model',
  config: (file) => ({ architectures: ['Qwen2ForCausalLM'], ...llamaKeys(file, 'qwen2') }),
  tensors: llamaNames,
};
