import { createHash } from 'node:crypto';
import type { FileSource } from '../download/fileSource.js';
import { type Asset, getAsset, type Releases } from './release.js';

/** Within this time some bytes of a release's file have to arrive. */
const patienceMs = 30_000;

/** A file of a release. */
export function assetSource(releases: Releases, { name, bytes, sha256, url }: Asset): FileSource {
  const { pause, signal } = releases;
  return {
    title: name,
    bytes,
    hash: sha256,
    newHash: () => createHash('sha256'),
    statedBy: 'the release',
    isPage: false,
    toCheck: 'the proxy',
    instead: 'try another network',
    ...{ pause, signal, patienceMs },
    get: (headers) => getAsset(releases, url, headers),
  };
}
