import { createReadStream } from 'node:fs';
import { ClozeError } from '../../common/clozeError.js';

/** The bytes of a file from a place on, as they are read. Fails with `disk` where it is gone or cannot be read. */
export async function* fileBytes(path: string, name: string, start = 0): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { start }) as AsyncIterable<Uint8Array>;
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const message = isGone
      ? `${name} is not there any more. What was done before stays.`
      : `${name} cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
    throw new ClozeError({ code: 'disk', message }, { cause: error });
  }
}
