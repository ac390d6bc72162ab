import { isRecord, type JsonRecord } from '../json.js';
import { modelInvalid, modelUnsupported } from '../modelErrors.js';

/** What adapter_config.json says of a low-rank adapter. */
export interface AdapterConfig {
  /** The path or the name of the model that it was trained on. */
  readonly base: string | undefined;
  /** Whether the base stores its matrices as [inputs, outputs], as GPT-2 does. */
  readonly isTransposed: boolean;
  /** What a module's product is multiplied with, by the module's name and the adapter's rank. */
  readonly scale: (module: string, rank: number) => number;
}

/** Ways to start the training that change the base too, so that nothing but their own programs can merge them. */
const changesBase = /^(?:pissa|olora|corda|loftq|lora_ga)/;

/** Reads a configuration of PEFT; fails with `model-unsupported`, by name, for what is no plain LoRA (https://arxiv.org/abs/2106.09685). */
export function readAdapterConfig(path: string, config: JsonRecord): AdapterConfig {
  const refuse = (what: string): never => {
    throw modelUnsupported(path, `It is an adapter that Cloze does not merge: ${what}. Merge it with PEFT (merge_and_unload, save_pretrained) and open the result.`);
  };
  const { peft_type: kind, lora_alpha: alpha, init_lora_weights: start, base_model_name_or_path: base } = config;
  if (kind !== 'LORA') refuse(`it is of the kind ${JSON.stringify(kind)}, not LORA`);
  if (config.use_dora === true) refuse('it is a DoRA ("use_dora")');
  if (config.lora_bias === true) refuse('it has biases of its own ("lora_bias")');
  if (typeof start === 'string' && changesBase.test(start.toLowerCase())) refuse(`it was started by "${start}", which changes the base too`);
  if (isFilled(config.layer_replication)) refuse('it repeats layers of its base ("layer_replication")');
  if (isFilled(config.target_parameters)) refuse('it adapts single parameters ("target_parameters")');
  if (isFilled(config.alora_invocation_tokens)) refuse('it works from a certain token on only ("alora_invocation_tokens")');
  if (typeof alpha !== 'number' || !Number.isFinite(alpha)) throw modelInvalid(path, `Its "lora_alpha" is ${JSON.stringify(alpha)}.`);
  const patterns = readPatterns(path, config.alpha_pattern, refuse);
  const byRoot = config.use_rslora === true;
  return {
    base: typeof base === 'string' && base !== '' ? base : undefined,
    isTransposed: config.fan_in_fan_out === true,
    scale(module, rank) {
      const own = patterns.find(([name]) => module === name || module.endsWith(`.${name}`))?.[1] ?? alpha;
      return own / (byRoot ? Math.sqrt(rank) : rank);
    },
  };
}

/** Names of modules, or ends of names, and their "lora_alpha". */
function readPatterns(path: string, value: unknown, refuse: (what: string) => never): [string, number][] {
  if (!isRecord(value)) return [];
  return Object.entries(value).map(([pattern, alpha]) => {
    const name = pattern.replace(/^\^/, '').replace(/\$$/, '').replaceAll('\\.', '.');
    if (!/^[\w.-]+$/.test(name)) refuse(`its "alpha_pattern" has the expression ${JSON.stringify(pattern)}`);
    if (typeof alpha !== 'number') throw modelInvalid(path, `Its "alpha_pattern" gives ${JSON.stringify(pattern)} no number.`);
    return [name, alpha];
  });
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value != null && value !== false;
}
