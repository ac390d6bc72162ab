import { toFloat32 } from '../../elementTypes.js';
import type { TensorType } from './tensorType.js';

export const f32 = floatType('F32', 4);
export const f16 = floatType('F16', 2);
export const bf16 = floatType('BF16', 2);
export const f64 = floatType('F64', 8);

function floatType(name: string, blockBytes: number): TensorType {
  return {
    name,
    blockSize: 1,
    blockBytes,
    floats(bytes) {
      const floats = toFloat32(name, bytes);
      if (floats === undefined) throw new Error(`${name} is in the table of types, but nothing reads it.`);
      return floats;
    },
  };
}
