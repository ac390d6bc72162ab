/** The largest number of half precision. */
const largest = 65504;

/**
 * The bits of IEEE 754 binary16, each rounded to the nearest, halfway to even. What is beyond the range becomes its end, so that no finite
 * number becomes an infinite one.
 */
export function halvesOf(values: Float32Array): Uint16Array<ArrayBuffer> {
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < halves.length; i++) halves[i] = half(values[i] as number);
  return halves;
}

const one = new Float32Array(1);
const bitsOfOne = new Uint32Array(one.buffer);

function half(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  one[0] = Math.max(-largest, Math.min(largest, value));
  const bits = bitsOfOne[0] as number;
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 112;
  // What is too small for an exponent of its own is counted in units of the smallest number.
  if (exponent <= 0) return sign | rounded(Math.abs(one[0]) * 2 ** 24);
  const mantissa = bits & 0x7fffff;
  // A mantissa that is rounded up to the next power of two raises the exponent.
  return sign | ((exponent << 10) + rounded(mantissa / 2 ** 13));
}

/** To the nearest whole number, halfway to the even one. */
function rounded(value: number): number {
  const down = Math.floor(value);
  const rest = value - down;
  if (rest !== 0.5) return rest < 0.5 ? down : down + 1;
  return down + (down % 2);
}
