/**
 * The element types of safetensors and their size in bytes.
 * Source: the `Dtype` enumeration of the safetensors crate; its types of less than a byte are absent.
 */
export const elementSizes: ReadonlyMap<string, number> = new Map([
  ['BOOL', 1],
  ['U8', 1],
  ['I8', 1],
  ['F8_E5M2', 1],
  ['F8_E4M3', 1],
  ['F8_E8M0', 1],
  ['I16', 2],
  ['U16', 2],
  ['F16', 2],
  ['BF16', 2],
  ['I32', 4],
  ['U32', 4],
  ['F32', 4],
  ['F64', 8],
  ['I64', 8],
  ['U64', 8],
]);

/**
 * Values as float32, or undefined where the type holds no floating-point numbers that Cloze reads.
 * The bytes must start at the start of their buffer or at a multiple of the element size. Files are little-endian, as is every machine
 * that the editor runs on.
 */
export function toFloat32(type: string, bytes: Uint8Array<ArrayBuffer>): Float32Array<ArrayBuffer> | undefined {
  const { buffer, byteOffset, byteLength } = bytes;
  switch (type) {
    case 'F32':
      return new Float32Array(buffer, byteOffset, byteLength / 4);
    case 'F16':
      return halvesToFloat32(new Uint16Array(buffer, byteOffset, byteLength / 2));
    case 'BF16':
      return brainHalvesToFloat32(new Uint16Array(buffer, byteOffset, byteLength / 2));
    case 'F64':
      return Float32Array.from(new Float64Array(buffer, byteOffset, byteLength / 8));
    default:
      return undefined;
  }
}

/** Values as 32-bit integers, or undefined where the type holds no integers. Values of 64 bits keep their low half. */
export function toInt32(type: string, bytes: Uint8Array<ArrayBuffer>): Int32Array | undefined {
  const { buffer, byteOffset, byteLength } = bytes;
  switch (type) {
    case 'BOOL':
    case 'U8':
      return Int32Array.from(bytes);
    case 'I8':
      return Int32Array.from(new Int8Array(buffer, byteOffset, byteLength));
    case 'U16':
      return Int32Array.from(new Uint16Array(buffer, byteOffset, byteLength / 2));
    case 'I32':
      return new Int32Array(buffer, byteOffset, byteLength / 4);
    case 'I64':
      return new Int32Array(buffer, byteOffset, byteLength / 4).filter((_, index) => index % 2 === 0);
    default:
      return undefined;
  }
}

/** The number that 16 bits of an IEEE 754 binary16 stand for. */
export function halfToNumber(half: number): number {
  halfTable ??= buildHalfTable();
  return halfTable[half] as number;
}

/** IEEE 754 binary16 to float32, exactly. */
export function halvesToFloat32(halves: Uint16Array): Float32Array<ArrayBuffer> {
  halfTable ??= buildHalfTable();
  const table = halfTable;
  const floats = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) floats[i] = table[halves[i] as number] as number;
  return floats;
}

/** bfloat16 is the upper half of a float32. */
function brainHalvesToFloat32(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const bits = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i++) bits[i] = (halves[i] as number) << 16;
  return new Float32Array(bits.buffer);
}

/** All 65,536 values: looking one up is several times faster than taking it apart. */
let halfTable: Float32Array | undefined;

function buildHalfTable(): Float32Array {
  const table = new Float32Array(65536);
  for (let half = 0; half < 65536; half++) {
    const exponent = (half >> 10) & 31;
    const fraction = half & 1023;
    let magnitude = (1024 + fraction) * 2 ** (exponent - 25);
    if (exponent === 0) magnitude = fraction * 2 ** -24;
    if (exponent === 31) magnitude = fraction === 0 ? Infinity : NaN;
    table[half] = half >> 15 ? -magnitude : magnitude;
  }
  return table;
}
