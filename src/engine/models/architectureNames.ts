/** Models that write, by the `model_type` of their config.json, each with an own graph (`engine/graph/architectures/registry.ts`). */
export const causalNames = [
  'gemma',
  'gemma2',
  'gemma3_text',
  'gpt2',
  'gpt_neox',
  'gptj',
  'granite',
  'llama',
  'mistral',
  'modernbert-decoder',
  'olmo2',
  'opt',
  'phi',
  'phi3',
  'qwen2',
  'qwen3',
  'qwen3_moe',
  'smollm3',
  'stablelm',
] as const;

/** Models that read whole sequences (`engine/graph/architectures/encoderRegistry.ts`). */
export const encoderNames = ['albert', 'bert', 'camembert', 'deberta-v2', 'distilbert', 'electra', 'eurobert', 'modernbert', 'mpnet', 'nomic_bert', 'roberta', 'xlm-roberta'] as const;

export type CausalName = (typeof causalNames)[number];
export type EncoderName = (typeof encoderNames)[number];

export function isCausalName(name: unknown): name is CausalName {
  return causalNames.some((known) => known === name);
}

export function isEncoderName(name: unknown): name is EncoderName {
  return encoderNames.some((known) => known === name);
}
