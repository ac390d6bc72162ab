import { bert } from './bert.js';
import { gemma3 } from './gemma3.js';
import type { GgufArchitecture } from './ggufArchitecture.js';
import { gpt2 } from './gpt2.js';
import { gptj } from './gptj.js';
import { llama } from './llama.js';
import { mistral3 } from './mistral3.js';
import { qwen2 } from './qwen2.js';
import { qwen3 } from './qwen3.js';

/** What Cloze reads from GGUF files, by the value of `general.architecture`. */
export const ggufArchitectures: ReadonlyMap<string, GgufArchitecture> = new Map(
  [bert, gemma3, gpt2, gptj, llama, mistral3, qwen2, qwen3].map((architecture) => [architecture.name, architecture]),
);
