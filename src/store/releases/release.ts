import * as v from 'valibot';
import { ClozeError } from '../../common/clozeError.js';
import { parseJson } from '../../common/parseJson.js';
import { connectionFailure } from '../../network/connectionFailure.js';
import { type Environment, firstSet } from '../../network/environment.js';
import type { HttpAnswer, HttpClient } from '../../network/httpClient.js';
import { type Pause, PassingFailure, withRetries } from '../../network/retry.js';

/** A file of a release. */
export interface Asset {
  readonly name: string;
  readonly bytes: number;
  /** Lower case hexadecimal. */
  readonly sha256: string;
  readonly url: string;
}

/** A connection to GitHub, which ends with a signal. */
export interface Releases {
  readonly client: HttpClient;
  readonly environment: Environment;
  readonly pause: Pause;
  readonly signal: AbortSignal;
}

/** The most that a listing may have: 4 MiB. */
const maxListingBytes = 4 * 1024 * 1024;

const listing = v.object({
  assets: v.array(
    v.object({
      name: v.string(),
      size: v.pipe(v.number(), v.integer(), v.minValue(1)),
      digest: v.nullish(v.string()),
      browser_download_url: v.pipe(v.string(), v.url()),
    }),
  ),
});

/**
 * The files of a release of a project on GitHub, of those whose check sum it states (REST API, "Get a release by tag name"). CLOZE_GITHUB_API
 * names another server that speaks the same.
 * @throws ClozeError
 */
export async function releaseAssets(releases: Releases, project: string, tag: string): Promise<readonly Asset[]> {
  const endpoint = firstSet(releases.environment, 'CLOZE_GITHUB_API') ?? 'https://api.github.com';
  const url = `${endpoint.replace(/\/+$/, '')}/repos/${project}/releases/tags/${encodeURIComponent(tag)}`;
  const what = `The listing of ${project} ${tag}`;
  const text = await withRetries(what, releases.pause, releases.signal, async () => textOf(await getAsset(releases, url), releases.signal));
  const read = v.safeParse(listing, jsonOf(text));
  if (!read.success)
    throw new ClozeError({ code: 'network', message: `${what} from ${new URL(url).host} is none. Check the connection and the proxy.` });
  return read.output.assets.flatMap(({ name, size, digest, browser_download_url: address }) => {
    const [, sha256] = /^sha256:([0-9a-f]{64})$/.exec(digest ?? '') ?? [];
    return sha256 === undefined ? [] : [{ name, bytes: size, sha256, url: address }];
  });
}

/** One request, with an answer that has what was asked for; what may pass is a `PassingFailure`. */
export async function getAsset(
  { client, signal }: Releases,
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<HttpAnswer> {
  let answer: HttpAnswer;
  try {
    answer = await client.get(url, { headers, signal });
  } catch (error) {
    throw connectionFailure(error, url, signal, 'the proxy');
  }
  const { status, body } = answer;
  if ([200, 206].includes(status)) return answer;
  body.destroy();
  const { host } = new URL(url);
  if (status === 408 || status === 429 || status >= 500) throw new PassingFailure(`${host} has trouble (${status}).`);
  const limited = status === 403 ? ' It lets each address ask only some times an hour; try again later.' : '';
  throw new ClozeError({
    code: 'network',
    message: `${host} answered ${status} for ${url}.${limited || ' Check the connection and the proxy.'}`,
  });
}

async function textOf({ body, url }: HttpAnswer, signal: AbortSignal): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const part of body) {
      bytes += part.length;
      if (bytes > maxListingBytes) throw new ClozeError({ code: 'network', message: `${url} answers with more than a listing can have.` });
      parts.push(part);
    }
  } catch (error) {
    throw connectionFailure(error, url, signal, 'the proxy');
  }
  return Buffer.concat(parts).toString('utf8');
}

function jsonOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
