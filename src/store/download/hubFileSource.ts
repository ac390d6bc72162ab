import type { Hub } from '../hub/hub.js';
import { fileAddress } from '../hub/hubSite.js';
import type { HubFile, Repository } from '../hub/repository.js';
import { contentHash } from './contentHash.js';
import type { FileSource } from './fileSource.js';

/** A file of a commit on the hub. */
export function hubFileSource(hub: Hub, { name, commit }: Pick<Repository, 'name' | 'commit'>, file: HubFile): FileSource {
  const { pause, signal, patienceMs } = hub;
  const url = fileAddress(hub.site, name, commit, file.path);
  return {
    title: `${file.path} of ${name}`,
    bytes: file.bytes,
    hash: file.hash,
    newHash: () => contentHash(file),
    statedBy: "the hub's listing",
    isPage: /\.html?$/.test(file.path),
    toCheck: 'HF_ENDPOINT and the proxy',
    instead: 'try another network, or choose another model',
    ...{ pause, signal, patienceMs },
    get: (headers) => hub.get(url, name, headers),
  };
}
