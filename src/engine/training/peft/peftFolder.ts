import type { LowRankAdapter } from '../../graph/blocks/lowRankInputs.js';
import { adapterConfigFile, adapterWeightsFile } from '../../models/adapters/withAdapter.js';
import { safetensorsBytes, type WrittenTensor } from '../safetensorsBytes.js';

/** Where an adapter comes from. */
export interface PeftOrigin {
  /** The name or the path of the model that it is for. */
  readonly base: string;
  /** The model's hash, as classifiers have it. */
  readonly hash: string;
  /** What PEFT is to do with the base: features of texts where it is absent. */
  readonly task?: 'CAUSAL_LM' | 'FEATURE_EXTRACTION';
  /** How it was trained, as JSON. */
  readonly training: object;
}

/**
 * The files of a folder that PEFT (https://huggingface.co/docs/peft) reads, by their names: the adapter in its layout and names, with the
 * settings of a LoRA for its base. Where it comes from is in the header of the weights.
 */
export function peftFolder(
  { scale, factors }: LowRankAdapter,
  { base, hash, task = 'FEATURE_EXTRACTION', training }: PeftOrigin,
): Map<string, string | Uint8Array> {
  const tensors = new Map<string, WrittenTensor>();
  const ranks = new Map<string, number>();
  for (const [name, { shape, values }] of factors) {
    tensors.set(`base_model.model.${name}.weight`, { shape, values });
    if (name.endsWith('.lora_A')) ranks.set(name.replace(/\.lora_A$/, ''), shape[0]);
  }
  const [rank = 1] = ranks.values();
  const others = [...ranks].filter(([, each]) => each !== rank);
  const config = {
    peft_type: 'LORA',
    task_type: task,
    base_model_name_or_path: base,
    r: rank,
    lora_alpha: scale * rank,
    lora_dropout: 0,
    bias: 'none',
    fan_in_fan_out: false,
    init_lora_weights: true,
    inference_mode: true,
    use_rslora: false,
    use_dora: false,
    modules_to_save: null,
    rank_pattern: Object.fromEntries(others),
    alpha_pattern: Object.fromEntries(others.map(([layer, each]) => [layer, scale * each])),
    target_modules: [...ranks.keys()].sort(),
  };
  const origin = { format: 'pt', base_model_hash: hash, training: JSON.stringify(training) };
  return new Map<string, string | Uint8Array>([
    [adapterConfigFile, `${JSON.stringify(config, null, 2)}\n`],
    [adapterWeightsFile, safetensorsBytes(tensors, origin)],
  ]);
}
