/** Thrown where a file's header goes on after the bytes that were read. */
export class EndOfBytes extends Error {}

/** Reads the little-endian values of a GGUF header one after the other. */
export class Cursor {
  readonly #view: DataView;
  readonly #buffer: Buffer;
  position = 0;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  uint8 = (): number => this.#view.getUint8(this.advance(1));
  int8 = (): number => this.#view.getInt8(this.advance(1));
  uint16 = (): number => this.#view.getUint16(this.advance(2), true);
  int16 = (): number => this.#view.getInt16(this.advance(2), true);
  uint32 = (): number => this.#view.getUint32(this.advance(4), true);
  int32 = (): number => this.#view.getInt32(this.advance(4), true);
  float32 = (): number => this.#view.getFloat32(this.advance(4), true);
  float64 = (): number => this.#view.getFloat64(this.advance(8), true);
  /** Counts and offsets beyond 2⁵³ lose their last bits; no file is that long, so the checks on them still hold. */
  uint64 = (): number => Number(this.#view.getBigUint64(this.advance(8), true));
  int64 = (): number => Number(this.#view.getBigInt64(this.advance(8), true));
  boolean = (): boolean => this.uint8() !== 0;

  string = (): string => {
    const start = this.advance(this.uint64());
    return this.#buffer.toString('utf8', start, this.position);
  };

  /** The methods by the number of the type that they read; 9 is the list, which is no scalar. Source: `gguf_type` in gguf.h. */
  readonly scalars: readonly ((() => number | string | boolean) | undefined)[] = [
    ...[this.uint8, this.int8, this.uint16, this.int16, this.uint32, this.int32, this.float32, this.boolean, this.string],
    undefined,
    ...[this.uint64, this.int64, this.float64],
  ];

  /** Steps over `length` bytes and returns where they start. */
  private advance(length: number): number {
    const start = this.position;
    if (length > this.#view.byteLength - start) throw new EndOfBytes();
    this.position += length;
    return start;
  }
}
