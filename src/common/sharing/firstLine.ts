import { maxLineBytes } from './handshake.js';

/** What was received of a line: some of it, all of it, or what cannot be one. */
export type Received = { readonly kind: 'some' } | { readonly kind: 'line'; readonly line: string } | { readonly kind: 'no line' };

/** Puts the one line together that comes first on a connection. The other side says nothing more before it is answered. */
export class FirstLine {
  #bytes = new Uint8Array(0);

  /** Adds what came. */
  add(chunk: Uint8Array): Received {
    if (this.#bytes.length + chunk.length > maxLineBytes) return { kind: 'no line' };
    const bytes = new Uint8Array(this.#bytes.length + chunk.length);
    bytes.set(this.#bytes);
    bytes.set(chunk, this.#bytes.length);
    this.#bytes = bytes;
    const end = bytes.indexOf(0x0a);
    if (end < 0) return { kind: 'some' };
    return end === bytes.length - 1 ? { kind: 'line', line: asciiText(bytes.subarray(0, end)) } : { kind: 'no line' };
  }
}

/** Neither side says anything else than ASCII. */
function asciiText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
