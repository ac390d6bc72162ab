import type { Hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { ClozeError, cancelledError } from '../../common/clozeError.js';
import { fileAddress } from '../hub/hubSite.js';
import type { Hub } from '../hub/hub.js';
import type { HubFile, Repository } from '../hub/repository.js';
import { connectionFailure } from '../../network/connectionFailure.js';
import type { HttpAnswer } from '../../network/httpClient.js';
import { PassingFailure, withRetries } from '../../network/retry.js';
import { addFile, contentHash } from './contentHash.js';
import { diskFailure } from './diskFailure.js';
import { leastBytes, Pace } from './pace.js';
import { type ByteRange, type Pieces, rangesAhead } from './rangesAhead.js';

/**
 * Downloads one file into `partial`, from where an earlier download ended, and returns when all of it is on the disk with the hash that
 * the listing states. What has arrived stays there when it fails or is cancelled.
 * @param pieces how a large file is asked for; one connection where it has fewer than two pieces
 * @param onBytes how many bytes are there, from the start
 * @throws ClozeError
 */
export async function downloadFile(
  hub: Hub,
  repository: Pick<Repository, 'name' | 'commit'>,
  file: HubFile,
  partial: string,
  pieces: Pieces,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const handle = await open(partial, 'a+').catch((error: unknown) => {
    throw diskFailure(partial, error);
  });
  try {
    const download = new Download(hub, repository, file, handle, pieces, onBytes);
    await withRetries(`${file.path} of ${repository.name}`, hub.pause, hub.signal, (progressed) => download.attempt(progressed));
    await handle.datasync();
  } catch (error) {
    if (hub.signal.aborted) throw cancelledError();
    throw error instanceof ClozeError ? error : diskFailure(partial, error);
  } finally {
    await handle.close();
  }
}

class Download {
  #mismatches = 0;
  #hasFailed = false;

  constructor(
    private readonly hub: Hub,
    private readonly repository: Pick<Repository, 'name' | 'commit'>,
    private readonly file: HubFile,
    private readonly partial: FileHandle,
    private readonly pieces: Pieces,
    private readonly onBytes: (bytes: number) => void,
  ) {}

  async attempt(progressed: () => void): Promise<void> {
    const { file, partial, hub } = this;
    let have = (await partial.stat()).size;
    if (have > file.bytes) have = await this.#startOver();
    let hash = contentHash(file);
    await addFile(hash, partial, have, hub.signal);
    this.onBytes(have);
    if (have < file.bytes) {
      const { pieces } = this;
      const inPieces = !this.#hasFailed && pieces.connections > 1 && file.bytes - have >= 2 * pieces.bytes;
      const first = { start: have, end: inPieces ? have + pieces.bytes : file.bytes };
      const answer = await this.#ask(first);
      if ((have > 0 || inPieces) && !continues(answer, have, file.bytes)) {
        have = await this.#startOver();
        hash = contentHash(file);
        if (answer.status !== 200) {
          answer.body.destroy();
          throw new PassingFailure(`the server does not go on from where it was (${answer.status}).`, 0);
        }
      }
      // A server that fails with several connections gets one the next time.
      this.#hasFailed = true;
      const arriving =
        inPieces && answer.status === 206
          ? rangesAhead({ ...first, answer }, file.bytes, pieces, (range) => this.#askWithin(range))
          : answer.body;
      await this.#receive(arriving, answer, have, hash, progressed);
    }
    await this.#checkHash(hash);
  }

  /** Asks for a part of the file; for the whole of it without a range. */
  async #ask({ start, end }: ByteRange): Promise<HttpAnswer> {
    const { hub, file, repository } = this;
    const url = fileAddress(hub.site, repository.name, repository.commit, file.path);
    const last = end === file.bytes ? '' : end - 1;
    const answer = await hub.get(url, repository.name, start > 0 || last !== '' ? { range: `bytes=${start}-${last}` } : {});
    this.#checkKind(answer);
    return answer;
  }

  /** Asks for a part while another one arrives: any other answer ends the attempt. */
  async #askWithin(range: ByteRange): Promise<HttpAnswer> {
    const answer = await this.#ask(range);
    if (continues(answer, range.start, this.file.bytes)) return answer;
    answer.body.destroy();
    throw new PassingFailure(`the server does not give the part that was asked for (${answer.status}).`);
  }

  async #receive(arriving: AsyncIterable<Uint8Array>, answer: HttpAnswer, have: number, hash: Hash, progressed: () => void): Promise<void> {
    const { file, partial, hub } = this;
    let bytes = have;
    const pace = new Pace(hub.patienceMs, () => performance.now());
    const parts = arriving[Symbol.asyncIterator]();
    for (;;) {
      const next = await parts.next().catch((error: unknown) => {
        throw connectionFailure(error, answer.url, hub.signal);
      });
      if (next.done === true) break;
      const part = next.value;
      bytes += part.length;
      if (bytes > file.bytes) {
        answer.body.destroy();
        await this.#startOver();
        throw new PassingFailure(`more arrived than the ${file.bytes} bytes that the listing states.`);
      }
      hash.update(part);
      await writeAll(partial, part);
      // A few bytes are no progress: who sends no more at each try would be asked forever.
      if (bytes - have >= leastBytes) progressed();
      this.onBytes(bytes);
      if (bytes < file.bytes && pace.isTooSlow(part.length)) {
        answer.body.destroy();
        throw new PassingFailure(`fewer than ${leastBytes} bytes arrived in ${Math.round(hub.patienceMs / 1000)} seconds.`);
      }
    }
    if (bytes < file.bytes) throw new PassingFailure(`the connection ended after ${bytes} of ${file.bytes} bytes.`);
  }

  /** A page where weights should be: of a log-in, or of an error. */
  #checkKind({ headers, url, body }: HttpAnswer): void {
    if (!String(headers['content-type']).startsWith('text/html') || /\.html?$/.test(this.file.path)) return;
    body.destroy();
    const { host } = new URL(url);
    const message = `${host} answered with a page instead of ${this.file.path}, as the log-in page of a public network or a proxy does. Open ${host} in a browser, then try again; or check HF_ENDPOINT.`;
    throw new ClozeError({ code: 'network', message });
  }

  async #checkHash(hash: Hash): Promise<void> {
    const { file, repository } = this;
    if (hash.digest('hex') === file.hash) return;
    await this.#startOver();
    if (++this.#mismatches < 2) throw new PassingFailure('what arrived is damaged.', 0);
    throw new ClozeError({
      code: 'network',
      message: `What arrives as ${file.path} of ${repository.name} is not what the hub's listing states: its hash is another one, twice. It was thrown away. A proxy may change it; try another network, or choose another model.`,
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
