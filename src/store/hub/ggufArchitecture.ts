import { fileAddress } from './hubSite.js';
import type { Hub } from './hub.js';
import type { HubFile, Repository } from './repository.js';
import { connectionFailure } from '../../network/connectionFailure.js';
import { withRetries } from '../../network/retry.js';

/** The architecture is the first thing that a GGUF file states. */
const enough = 4096;

/** Asks for the first bytes of a GGUF file and reads its architecture; `undefined` where they don't tell. */
export function ggufArchitecture(hub: Hub, { name, commit }: Repository, file: HubFile): Promise<string | undefined> {
  return withRetries(`${file.path} of ${name}`, hub.pause, hub.signal, async () => {
    const url = fileAddress(hub.site, name, commit, file.path);
    const { body } = await hub.get(url, name, { range: `bytes=0-${enough - 1}` });
    const parts: Uint8Array[] = [];
    let bytes = 0;
    try {
      for await (const part of body) {
        parts.push(part);
        bytes += part.length;
        // A server that knows no ranges sends all of it.
        if (bytes >= enough) break;
      }
    } catch (error) {
      throw connectionFailure(error, url, hub.signal);
    }
    return architectureIn(Buffer.concat(parts));
  });
}

/** The value of `general.architecture`, where it stands first in the header of a GGUF file. */
export function architectureIn(header: Buffer): string | undefined {
  const key = 'general.architecture';
  const keyStart = 32;
  const valueStart = keyStart + key.length + 12;
  if (header.length < valueStart || header.toString('latin1', 0, 4) !== 'GGUF') return undefined;
  if (header.readBigUInt64LE(24) !== BigInt(key.length) || header.toString('latin1', keyStart, keyStart + key.length) !== key)
    return undefined;
  // 8 is the type of strings.
  if (header.readUInt32LE(keyStart + key.length) !== 8) return undefined;
  const length = Number(header.readBigUInt64LE(valueStart - 8));
  return length > 0 && length <= 64 && header.length >= valueStart + length
    ? header.toString('utf8', valueStart, valueStart + length)
    : undefined;
}
