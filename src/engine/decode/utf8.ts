/** The byte that starts a character says how many bytes it has; 1 for a stray continuation byte, which is its own (broken) unit. */
function lengthOfCharacter(lead: number): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}

/** How many of the bytes make up whole characters; what remains is the beginning of one that is not there yet. */
export function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    return lengthOfCharacter(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

const encoder = new TextEncoder();
// Only a decoder that is told so keeps a byte-order mark, which is a character like any other here.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The UTF-8 of a text; a lone surrogate becomes U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The text of some bytes; what is no valid UTF-8 becomes U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Turns the bytes of tokens into text as they come: a character appears with the token that completes it. Immutable. */
export class CharacterStream {
  static readonly empty = new CharacterStream(new Uint8Array());

  private constructor(
    /** The beginning of a character whose other bytes have not come. */
    readonly pending: Uint8Array,
  ) {}

  push(bytes: Uint8Array): { readonly text: string; readonly stream: CharacterStream } {
    const all = concatBytes(this.pending, bytes);
    const whole = wholeCharacters(all);
    return { text: decodeUtf8(all.subarray(0, whole)), stream: new CharacterStream(all.slice(whole)) };
  }
}
