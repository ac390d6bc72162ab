import { encodingOf } from '../common/textEncoding.js';

/** The text of a file's bytes, as the command line reads them too: UTF-8, or UTF-16 with a byte-order mark; `undefined` for what is no text. */
export function readableText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
