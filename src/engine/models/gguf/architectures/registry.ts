import { bert } from './bert.js';
import { gemma } from './gemma.js';
import { gemma2 } from './gemma2.js';
import { gemma3 } from './gemma3.js';
import type { GgufArchitecture } from './ggufArchitecture.js';
import { gpt2 } from './gpt2.js';
import { gptj } from './gptj.js';
import { gptneox } from './gptneox.js';
import { granite } from './granite.js';
import { llama } from './llama.js';
import { mistral3 } from './mistral3.js';
import { modernBert } from './modernBert.js';
import { olmo2 } from './olmo2.js';
import { phi3 } from './phi3.js';
import { qwen2 } from './qwen2.js';
import { qwen3 } from './qwen3.js';
import { smollm3 } from './smollm3.js';

const architectures = [
  ...[bert, modernBert],
  ...[gpt2, gptj, gptneox, llama, mistral3, qwen2, qwen3],
  ...[gemma, gemma2, gemma3, granite, olmo2, phi3, smollm3],
];

/** What Cloze reads from GGUF files, by the value of `general.architecture`. */
export const ggufArchitectures: ReadonlyMap<string, GgufArchitecture> = new Map(
  architectures.map((architecture) => [architecture.name, architecture]),
);
