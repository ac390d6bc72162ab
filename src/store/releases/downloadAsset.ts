import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { ClozeError, cancelledError } from '../../common/clozeError.js';
import { connectionFailure } from '../../network/connectionFailure.js';
import { PassingFailure, withRetries } from '../../network/retry.js';
import { addFile } from '../download/contentHash.js';
import { diskFailure } from '../download/diskFailure.js';
import { type Asset, getAsset, type Releases } from './release.js';

/**
 * Downloads a file of a release into `partial`, from where an earlier download ended, and returns when it is there with the check sum that the
 * release states. What has arrived stays there when it fails or is cancelled.
 * @param onBytes how many bytes are there, from the start
 * @throws ClozeError
 */
export async function downloadAsset(releases: Releases, asset: Asset, partial: string, onBytes: (bytes: number) => void): Promise<void> {
  const file = await open(partial, 'a+').catch((error: unknown) => {
    throw diskFailure(partial, error);
  });
  const { signal } = releases;
  try {
    await withRetries(asset.name, releases.pause, signal, async (progressed) => {
      let bytes = (await file.stat()).size;
      if (bytes > asset.bytes) await file.truncate((bytes = 0));
      let hash = createHash('sha256');
      await addFile(hash, file, bytes, signal);
      if (bytes < asset.bytes) {
        const answer = await getAsset(releases, asset.url, bytes > 0 ? { range: `bytes=${bytes}-` } : {});
        if (bytes > 0 && !goesOn(answer.headers['content-range'], bytes)) {
          await file.truncate((bytes = 0));
          hash = createHash('sha256');
          if (answer.status === 206) {
            answer.body.destroy();
            throw new PassingFailure('the server gives another part than the one asked for.', 0);
          }
        }
        const parts = answer.body[Symbol.asyncIterator]();
        for (;;) {
          const next = await parts.next().catch((error: unknown) => {
            throw connectionFailure(error, answer.url, signal, 'the proxy');
          });
          if (next.done === true) break;
          bytes += next.value.length;
          if (bytes > asset.bytes) {
            answer.body.destroy();
            await file.truncate(0);
            throw new PassingFailure(`more arrived than the ${asset.bytes} bytes that the release states.`);
          }
          hash.update(next.value);
          await file.appendFile(next.value);
          progressed();
          onBytes(bytes);
        }
        if (bytes < asset.bytes) throw new PassingFailure(`the connection ended after ${bytes} of ${asset.bytes} bytes.`);
      }
      if (hash.digest('hex') === asset.sha256) return;
      await file.truncate(0);
      throw new ClozeError({
        code: 'network',
        message: `What arrived as ${asset.name} is not the file of the release: its check sum is another one. It was thrown away. A proxy may change it; try another network.`,
      });
    });
    await file.datasync();
  } catch (error) {
    if (signal.aborted) throw cancelledError();
    throw error instanceof ClozeError ? error : diskFailure(partial, error);
  } finally {
    await file.close();
  }
}

function goesOn(range: unknown, from: number): boolean {
  return Number(/^bytes (\d+)-/.exec(String(range))?.[1] ?? NaN) === from;
}
