import { setImmediate } from 'node:timers/promises';
import { type CancellationToken, neverCancelled } from '../../common/cancellation.js';
import { cancelledError } from '../../common/clozeError.js';
import { encodingOf, type TextEncoding } from '../../common/textEncoding.js';

/** Text as it comes in. Bytes that are none of its encoding are U+FFFD; a byte-order mark is part of the text. */
export interface TextSource {
  readonly encoding: TextEncoding;
  readonly pieces: AsyncGenerator<string>;
}

/** Bytes that are decoded before other work has its turn, so that a cancel takes effect inside a chunk of any size. */
const pieceSize = 2 ** 16;

/**
 * Starts to decode bytes: UTF-8, or UTF-16 where a byte-order mark says so. A cancel ends the text with an error at the next piece.
 * @param known the encoding, where the bytes are not those at the start of a file
 */
export async function openText(
  source: AsyncIterable<Uint8Array>,
  cancel: CancellationToken = neverCancelled,
  known?: TextEncoding,
): Promise<TextSource> {
  const bytes = smallPieces(source, cancel);
  const first = known === undefined ? await firstBytes(bytes) : new Uint8Array();
  const encoding = known ?? encodingOf(first);
  return { encoding, pieces: decoded(first, bytes, encoding) };
}

/** The bytes that some text takes in an encoding. */
export function byteLength(text: string, encoding: TextEncoding): number {
  return encoding === 'utf-8' ? Buffer.byteLength(text) : 2 * text.length;
}

async function* smallPieces(source: AsyncIterable<Uint8Array>, cancel: CancellationToken): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    for (let start = 0; start < chunk.length; start += pieceSize) {
      if (start > 0) await setImmediate();
      if (cancel.isCancellationRequested) throw cancelledError();
      yield chunk.subarray(start, start + pieceSize);
    }
  }
}

/** As many bytes as a byte-order mark has, or more. */
async function firstBytes(bytes: AsyncGenerator<Uint8Array>): Promise<Uint8Array> {
  let first = new Uint8Array();
  while (first.length < 2) {
    const next = await bytes.next();
    if (next.done === true) break;
    first = Buffer.concat([first, next.value]);
  }
  return first;
}

async function* decoded(first: Uint8Array, rest: AsyncGenerator<Uint8Array>, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  try {
    yield decoder.decode(first, { stream: true });
    for await (const piece of rest) yield decoder.decode(piece, { stream: true });
    yield decoder.decode();
  } finally {
    await rest.return(undefined);
  }
}
