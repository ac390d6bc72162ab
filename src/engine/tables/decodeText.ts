import { ClozeError } from '../../common/clozeError.js';
import { encodingOf } from '../../common/textEncoding.js';

/**
 * The text of a file's bytes: UTF-8, or UTF-16 where a byte-order mark says so. The mark itself is not part of the text; line ends stay
 * as they are, so that offsets fit the file.
 * @param name what to call the file in an error.
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    const where = encoding === 'utf-8' ? ` at byte ${firstInvalidByte(bytes)}` : '';
    const message = `${name} is not valid ${encoding.toUpperCase()} text${where}. Save it as UTF-8 and try again.`;
    throw new ClozeError({ code: 'text-invalid', message }, { cause: error });
  }
}

/** The offset of the first byte that no valid UTF-8 text could have there: where decoding from the start first fails. */
function firstInvalidByte(bytes: Uint8Array): number {
  let valid = 0;
  let failing = bytes.length;
  while (failing - valid > 1) {
    const middle = (valid + failing) >> 1;
    if (isValidStart(bytes.subarray(0, middle))) valid = middle;
    else failing = middle;
  }
  return valid;
}

/** Whether the bytes are UTF-8 that may stop inside a character. */
function isValidStart(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
