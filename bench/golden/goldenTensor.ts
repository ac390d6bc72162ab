import { toFloat32, toInt32 } from '../../src/engine/models/elementTypes.js';
import { modelInvalid } from '../../src/engine/models/modelErrors.js';
import type { SafetensorsFile } from '../../src/engine/models/safetensors.js';

/** A tensor of reference values; integers of 64 bits as 32. */
export interface GoldenTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
}

/** Reads a tensor; `undefined` where there is none of the name. Fails with `model-invalid` where it is of another type. */
export async function goldenTensor(file: SafetensorsFile, name: string): Promise<GoldenTensor | undefined> {
  const tensor = file.tensors.get(name);
  if (tensor === undefined) return undefined;
  const bytes = await file.bytes(tensor);
  const data = toInt32(tensor.type, bytes) ?? toFloat32(tensor.type, bytes);
  if (data === undefined) throw modelInvalid(file.path, `Its tensor "${name}" is stored as ${tensor.type}, which Cloze does not read.`);
  return { shape: tensor.shape, data };
}
