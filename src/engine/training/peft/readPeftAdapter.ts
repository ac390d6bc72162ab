import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type FactorTensor, factorInput, type LowRankAdapter } from '../../graph/blocks/lowRankInputs.js';
import { adapterConfigFile, adapterWeightsFile, hasAdapter } from '../../models/adapters/withAdapter.js';
import { readAdapterConfig } from '../../models/adapters/adapterConfig.js';
import { readJsonFile } from '../../models/json.js';
import { modelInvalid, modelUnsupported } from '../../models/modelErrors.js';
import { SafetensorsFile } from '../../models/safetensors.js';
import { SafetensorsTensors } from '../../models/safetensorsTensors.js';

const factorName = /^(?:base_model\.model\.)?(.+)\.(lora_[AB])(?:\.weight)?$/;

/**
 * Reads a folder of PEFT's (https://huggingface.co/docs/peft) as an adapter whose layers have the names that they have in its base. Where
 * they have different scales, each factor B has its own in it. Fails with `model-invalid` where the folder is broken, and with `model-unsupported` where it is no plain LoRA of layers.
 */
export async function readPeftAdapter(folder: string): Promise<LowRankAdapter> {
  const files = await readdir(folder);
  if (!hasAdapter(files) || !files.includes(adapterConfigFile) || !files.includes(adapterWeightsFile)) {
    throw modelInvalid(folder, `It is no folder of PEFT: it needs ${adapterConfigFile} and ${adapterWeightsFile}.`);
  }
  const config = readAdapterConfig(folder, await readJsonFile(join(folder, adapterConfigFile), 2 ** 20));
  if (config.isTransposed) throw modelUnsupported(folder, 'It is for layers that are stored transposed ("fan_in_fan_out").');
  const file = await SafetensorsFile.open(join(folder, adapterWeightsFile));
  try {
    const tensors = new SafetensorsTensors(file.path, file.tensors);
    const factors = new Map<string, FactorTensor>();
    const scales = new Map<string, number>();
    for (const stored of tensors.names()) {
      const [, layer, factor] = factorName.exec(stored) ?? [];
      if (layer === undefined)
        throw modelUnsupported(folder, `It has the tensor "${stored}", which is no factor of an adapter of a layer.`);
      const shape = tensors.shape(stored);
      if (shape.length !== 2) throw modelInvalid(folder, `Its tensor "${stored}" has the shape [${shape.join(', ')}].`);
      const [rows, columns] = shape as [number, number];
      const name = factorInput(layer, factor === 'lora_A' ? 'A' : 'B');
      if (factor === 'lora_B') scales.set(name, config.scale(layer, columns));
      const values = await tensors.floats(stored);
      if (!values.every(Number.isFinite)) throw modelInvalid(folder, `Its tensor "${stored}" is not made of finite numbers.`);
      factors.set(name, { shape: [rows, columns], values });
    }
    checkRanks(folder, factors);
    return withOneScale(factors, scales);
  } finally {
    await file.close();
  }
}

function withOneScale(factors: Map<string, FactorTensor>, scales: ReadonlyMap<string, number>): LowRankAdapter {
  const [scale = 1, ...others] = new Set(scales.values());
  if (others.length === 0) return { scale, factors };
  for (const [name, own] of scales) {
    const { shape, values } = factors.get(name) as FactorTensor;
    factors.set(name, { shape, values: values.map((value) => value * own) });
  }
  return { scale: 1, factors };
}

/** Both factors of a layer have to be there, and of one rank. */
function checkRanks(folder: string, factors: ReadonlyMap<string, FactorTensor>): void {
  for (const [name, { shape }] of factors) {
    const layer = name.replace(/\.lora_[AB]$/, '');
    const rank = factors.get(factorInput(layer, 'A'))?.shape[0];
    if (rank === undefined || rank < 1 || rank !== factors.get(factorInput(layer, 'B'))?.shape[1]) {
      throw modelInvalid(folder, `Its factors of "${layer}" do not fit each other: "${name}" has the shape [${shape.join(', ')}].`);
    }
  }
}
