/** A value in the header of a GGUF file, by its type. */
export type GgufValue =
  | { readonly uint32: number }
  | { readonly float32: number }
  | { readonly string: string }
  | { readonly bool: boolean }
  | { readonly strings: readonly string[] }
  | { readonly int32s: readonly number[] };

export interface GgufContent {
  readonly magic?: string;
  readonly version?: number;
  readonly values?: readonly (readonly [string, GgufValue | Uint8Array])[];
  readonly tensors?: readonly GgufTensorContent[];
  /** What the header claims, where it lies. */
  readonly tensorCount?: bigint;
  readonly valueCount?: bigint;
  readonly data?: Uint8Array;
}

export interface GgufTensorContent {
  readonly name: string;
  /** Innermost axis first, as in the file. */
  readonly shape: readonly number[];
  readonly type: number;
  readonly offset?: number;
}

/** A GGUF file, also one that lies. */
export function ggufBytes({
  magic = 'GGUF',
  version = 3,
  values = [],
  tensors = [],
  tensorCount,
  valueCount,
  data = new Uint8Array(),
}: GgufContent): Uint8Array {
  const header = Buffer.concat([
    Buffer.from(magic),
    uint32(version),
    uint64(tensorCount ?? BigInt(tensors.length)),
    uint64(valueCount ?? BigInt(values.length)),
    ...values.flatMap(([key, value]) => [string(key), value instanceof Uint8Array ? value : encode(value)]),
    ...tensors.flatMap(({ name, shape, type, offset = 0 }) => [
      string(name),
      uint32(shape.length),
      ...shape.map((n) => uint64(BigInt(n))),
      uint32(type),
      uint64(BigInt(offset)),
    ]),
  ]);
  return Buffer.concat([header, Buffer.alloc((32 - (header.length % 32)) % 32), data]);
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

export function uint64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}

function encode(value: GgufValue): Buffer {
  if ('uint32' in value) return Buffer.concat([uint32(4), uint32(value.uint32)]);
  if ('float32' in value) return Buffer.concat([uint32(6), Buffer.from(Float32Array.of(value.float32).buffer)]);
  if ('bool' in value) return Buffer.concat([uint32(7), Buffer.of(Number(value.bool))]);
  if ('string' in value) return Buffer.concat([uint32(8), string(value.string)]);
  if ('strings' in value) return Buffer.concat([uint32(9), uint32(8), uint64(BigInt(value.strings.length)), ...value.strings.map(string)]);
  return Buffer.concat([uint32(9), uint32(5), uint64(BigInt(value.int32s.length)), Buffer.from(Int32Array.from(value.int32s).buffer)]);
}

function string(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([uint64(BigInt(bytes.length)), bytes]);
}
