import type { Grid4, Grid8 } from './checkpoint.js';

/** The values that a 4-bit grid stands for, row-major. */
export function dequantize4({ codes, scales, minimums }: Grid4): Float32Array {
  const floats = new Float32Array(codes.length * 2);
  for (let i = 0; i < codes.length; i++) {
    const pair = codes[i] as number;
    const block = i >> 4;
    const scale = scales[block] as number;
    const minimum = minimums[block] as number;
    floats[2 * i] = scale * (pair & 15) + minimum;
    floats[2 * i + 1] = scale * (pair >> 4) + minimum;
  }
  return floats;
}

/** The values that an 8-bit grid stands for, row-major. */
export function dequantize8({ codes, scales, blockSize }: Grid8): Float32Array {
  const floats = new Float32Array(codes.length);
  for (let start = 0; start < codes.length; start += blockSize) {
    const scale = scales[start / blockSize] as number;
    for (let i = start; i < start + blockSize; i++) floats[i] = scale * (codes[i] as number);
  }
  return floats;
}
