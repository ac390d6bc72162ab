import type { Hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { ClozeError, cancelledError } from '../../common/clozeError.js';
import { connectionFailure } from '../../network/connectionFailure.js';
import type { HttpAnswer } from '../../network/httpClient.js';
import { PassingFailure, withRetries } from '../../network/retry.js';
import { addFile } from './contentHash.js';
import { diskFailure } from './diskFailure.js';
import type { FileSource } from './fileSource.js';
import { leastBytes, Pace } from './pace.js';
import { type ByteRange, type Pieces, rangesAhead } from './rangesAhead.js';

/**
 * Downloads one file into `partial`, from where an earlier download ended, and returns when all of it is on the disk with the hash that
 * is stated. What has arrived stays there when it fails or is cancelled.
 * @param pieces how a large file is asked for; one connection where it has fewer than two pieces
 * @param onBytes how many bytes are there, from the start
 * @throws ClozeError
 */
export async function downloadFile(source: FileSource, partial: string, pieces: Pieces, onBytes: (bytes: number) => void): Promise<void> {
  const { title, pause, signal } = source;
  const handle = await open(partial, 'a+').catch((error: unknown) => {
    throw diskFailure(partial, error);
  });
  try {
    const download = new Download(source, handle, pieces, onBytes);
    await withRetries(title, pause, signal, (progressed) => download.attempt(progressed));
    await handle.datasync();
  } catch (error) {
    if (signal.aborted) throw cancelledError();
    throw error instanceof ClozeError ? error : diskFailure(partial, error);
  } finally {
    await handle.close();
  }
}

class Download {
  #mismatches = 0;
  #hasFailed = false;

  constructor(
    private readonly source: FileSource,
    private readonly partial: FileHandle,
    private readonly pieces: Pieces,
    private readonly onBytes: (bytes: number) => void,
  ) {}

  async attempt(progressed: () => void): Promise<void> {
    const { source, partial } = this;
    let have = (await partial.stat()).size;
    if (have > source.bytes) have = await this.#startOver();
    let hash = source.newHash();
    await addFile(hash, partial, have, source.signal);
    this.onBytes(have);
    if (have < source.bytes) {
      const { pieces } = this;
      const inPieces = !this.#hasFailed && pieces.connections > 1 && source.bytes - have >= 2 * pieces.bytes;
      const first = { start: have, end: inPieces ? have + pieces.bytes : source.bytes };
      const answer = await this.#ask(first);
      if ((have > 0 || inPieces) && !continues(answer, have, source.bytes)) {
        have = await this.#startOver();
        hash = source.newHash();
        if (answer.status !== 200) {
          answer.body.destroy();
          throw new PassingFailure(`the server does not go on from where it was (${answer.status}).`, 0);
        }
      }
      // A server that fails with several connections gets one the next time.
      this.#hasFailed = true;
      const arriving =
        inPieces && answer.status === 206
          ? rangesAhead({ ...first, answer }, source.bytes, pieces, (range) => this.#askWithin(range))
          : answer.body;
      await this.#receive(arriving, answer, have, hash, progressed);
    }
    await this.#checkHash(hash);
  }

  /** Asks for a part of the file; for the whole of it without a range. */
  async #ask({ start, end }: ByteRange): Promise<HttpAnswer> {
    const { source } = this;
    const last = end === source.bytes ? '' : end - 1;
    const answer = await source.get(start > 0 || last !== '' ? { range: `bytes=${start}-${last}` } : {});
    this.#checkKind(answer);
    return answer;
  }

  /** Asks for a part while another one arrives: any other answer ends the attempt. */
  async #askWithin(range: ByteRange): Promise<HttpAnswer> {
    const answer = await this.#ask(range);
    if (continues(answer, range.start, this.source.bytes)) return answer;
    answer.body.destroy();
    throw new PassingFailure(`the server does not give the part that was asked for (${answer.status}).`);
  }

  async #receive(arriving: AsyncIterable<Uint8Array>, answer: HttpAnswer, have: number, hash: Hash, progressed: () => void): Promise<void> {
    const { source, partial } = this;
    let bytes = have;
    const pace = new Pace(source.patienceMs, () => performance.now());
    const parts = arriving[Symbol.asyncIterator]();
    for (;;) {
      const next = await parts.next().catch((error: unknown) => {
        throw connectionFailure(error, answer.url, source.signal, source.toCheck);
      });
      if (next.done === true) break;
      const part = next.value;
      bytes += part.length;
      if (bytes > source.bytes) {
        answer.body.destroy();
        await this.#startOver();
        throw new PassingFailure(`more arrived than the ${source.bytes} bytes that ${source.statedBy} states.`);
      }
      hash.update(part);
      await writeAll(partial, part);
      // A few bytes are no progress: who sends no more at each try would be asked forever.
      if (bytes - have >= leastBytes) progressed();
      this.onBytes(bytes);
      if (bytes < source.bytes && pace.isTooSlow(part.length)) {
        answer.body.destroy();
        throw new PassingFailure(`fewer than ${leastBytes} bytes arrived in ${Math.round(source.patienceMs / 1000)} seconds.`);
      }
    }
    if (bytes < source.bytes) throw new PassingFailure(`the connection ended after ${bytes} of ${source.bytes} bytes.`);
  }

  /** A page where weights should be: of a log-in, or of an error. */
  #checkKind({ headers, url, body }: HttpAnswer): void {
    const { isPage, title, toCheck } = this.source;
    if (isPage || !String(headers['content-type']).startsWith('text/html')) return;
    body.destroy();
    const { host } = new URL(url);
    const message = `${host} answered with a page instead of ${title}, as the log-in page of a public network or a proxy does. Open ${host} in a browser, then try again; or check ${toCheck}.`;
    throw new ClozeError({ code: 'network', message });
  }

  async #checkHash(found: Hash): Promise<void> {
    const { title, hash, statedBy, instead } = this.source;
    if (found.digest('hex') === hash) return;
    await this.#startOver();
    if (++this.#mismatches < 2) throw new PassingFailure('what arrived is damaged.', 0);
    throw new ClozeError({
      code: 'network',
      message: `What arrives as ${title} is not what ${statedBy} states: its hash is another one, twice. It was thrown away. A proxy may change it; ${instead}.`,
    });
  }

  async #startOver(): Promise<0> {
    await this.partial.truncate(0);
    return 0;
  }
}

/** Whether an answer is the rest of the file, from a place on. */
function continues({ status, headers }: HttpAnswer, from: number, total: number): boolean {
  if (status !== 206) return false;
  const [, start, , size] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(String(headers['content-range'])) ?? [];
  return Number(start) === from && (size === '*' || Number(size) === total);
}

async function writeAll(file: FileHandle, part: Uint8Array): Promise<void> {
  for (let written = 0; written < part.length;) {
    const { bytesWritten } = await file.write(part, written, part.length - written);
    written += bytesWritten;
  }
}
