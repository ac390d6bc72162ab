import { basename, extname } from 'node:path';
import type { Checkpoint } from '../checkpoint.js';
import { checkConfig } from '../config.js';
import { modelInvalid } from '../modelErrors.js';
import { ggufArchitectures } from './architectures/registry.js';
import type { GgufArchitecture } from './architectures/ggufArchitecture.js';
import { ggufUnsupported } from './ggufErrors.js';
import { GgufParts } from './ggufParts.js';
import { GgufTensors } from './ggufTensors.js';
import { ggufTokenizer } from './tokenizer/ggufTokenizer.js';
import { Hyperparameters } from './hyperparameters.js';
import { readSplitName } from './splitName.js';
import { mapTensors } from './tensorNames.js';

/** Opens a GGUF file, or all of a split one, as if it were the Hugging Face folder that it was made from. */
export async function openGguf(path: string): Promise<Checkpoint> {
  const file = await GgufParts.open(path);
  try {
    const architecture = architectureOf(file);
    const config = architecture.config(new Hyperparameters(file, architecture.name, await ropeFactors(file)));
    checkConfig(path, config);
    return {
      name: readSplitName(path)?.model ?? basename(path, extname(path)),
      config,
      tensors: new GgufTensors(file, mapTensors(path, architecture, file.tensors.values(), config)),
      fingerprint: file.fingerprint,
      tokenizerJson: () => Promise.resolve().then(() => ggufTokenizer(path, file.metadata)),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

function architectureOf({ path, metadata }: GgufParts): GgufArchitecture {
  const kind = metadata.string('general.type') ?? 'model';
  const name = metadata.required('general.architecture', metadata.string);
  const unsupported = (what: string, instead: string): Error => ggufUnsupported(path, what, instead);
  if (kind === 'adapter')
    throw unsupported('It is an adapter (LoRA), which changes a model and is none.', 'Merge it into its model first, or choose a model.');
  if (kind === 'imatrix') throw unsupported('It holds measurements for making other files, and no model.', 'Choose a model.');
  if (kind === 'mmproj' || name === 'clip')
    throw unsupported(
      'It is the part of a model that sees pictures.',
      'Choose the main file of the model, which has no "mmproj" in its name.',
    );
  const architecture = ggufArchitectures.get(name);
  if (architecture === undefined) {
    throw unsupported(
      `Its architecture is "${name}"; from GGUF files Cloze reads ${listed([...ggufArchitectures.keys()].sort())}.`,
      'Choose a model of one of these.',
    );
  }
  if ((metadata.numberOfAll(`${name}.expert_count`) ?? 0) > 0)
    throw unsupported('It is a mixture of experts, which Cloze does not run.', 'Take a dense model of the same family.');
  return architecture;
}

function listed(names: readonly string[]): string {
  return `${names
    .slice(0, -1)
    .map((name) => `"${name}"`)
    .join(', ')} and "${names.at(-1) ?? ''}"`;
}

/** The tensors that scale the frequencies of the rotary embedding: settings, though they lie among the weights. */
async function ropeFactors(file: GgufParts): Promise<ReadonlyMap<string, Float32Array>> {
  const factors = new Map<string, Float32Array>();
  for (const name of ['rope_freqs.weight', 'rope_factors_long.weight', 'rope_factors_short.weight']) {
    const tensor = file.tensors.get(name);
    if (tensor === undefined) continue;
    // One for each pair of a head's values.
    if (tensor.rows * tensor.columns > 4096) throw modelInvalid(file.path, `Its tensor "${name}" is longer than any head.`);
    factors.set(name, tensor.type.floats(await file.rows(tensor, 0, tensor.rows)));
  }
  return factors;
}
