import { ClozeError, cancelledError } from '../../common/clozeError.js';
import { connectionFailure } from '../../network/connectionFailure.js';
import type { HttpAnswer, HttpClient } from '../../network/httpClient.js';
import { type Pause, PassingFailure, withRetries } from '../../network/retry.js';
import { statusFailure } from './statusFailure.js';
import { fileAddress, type HubSite, modelPage } from './hubSite.js';

/** The most that a listing may have: 32 MiB. */
const maxListingBytes = 32 * 1024 * 1024;

/** A connection to a hub. What it fails of comes as a `ClozeError`, or as a `PassingFailure` inside of `withRetries`. */
export class Hub {
  constructor(
    readonly site: HubSite,
    readonly pause: Pause,
    readonly signal: AbortSignal,
    private readonly client: HttpClient,
    /** How long a server may say next to nothing, in milliseconds. */
    readonly patienceMs: number,
    private readonly nowMs: () => number = Date.now,
  ) {}

  /** One request, with an answer that has what was asked for. */
  async get(url: string, repository: string, headers: Readonly<Record<string, string>> = {}): Promise<HttpAnswer> {
    if (this.signal.aborted) throw cancelledError();
    const { site, signal } = this;
    // A listing goes on at an address that the server gives: the token stays with the hub.
    const token = new URL(url).origin === new URL(site.endpoint).origin ? site.token : undefined;
    let answer: HttpAnswer;
    try {
      answer = await this.client.get(url, { headers, token, signal });
    } catch (error) {
      throw connectionFailure(error, url, signal);
    }
    if ([200, 206, 416].includes(answer.status)) return answer;
    answer.body.destroy();
    const { host } = new URL(answer.url);
    // The links to large files hold for a while only; the next try gets another one.
    if ([401, 403].includes(answer.status) && host !== new URL(site.endpoint).host)
      throw new PassingFailure(`${host}, to which the hub sent Cloze, refuses to give the file (${answer.status}).`);
    const asked = { repository, page: modelPage(site, repository), hasToken: site.token !== undefined };
    throw statusFailure(answer.status, answer.headers, asked, this.nowMs());
  }

  /** `fetch` for the hub's own library: JSON of the API only, tried again where that may help. */
  fetchFor(repository: string): typeof fetch {
    return (input) => {
      const url = input instanceof Request ? input.url : String(input);
      return withRetries(`The listing of ${repository}`, this.pause, this.signal, async () => {
        const { status, headers, body } = await this.get(url, repository, { accept: 'application/json' });
        const text = await this.#text(body, url);
        if (!isJson(text)) throw notJson(new URL(url).host);
        return new Response(text, { status, headers: typeof headers.link === 'string' ? { link: headers.link } : {} });
      });
    };
  }

  /** A small file of a repository. */
  text({ name, commit }: { readonly name: string; readonly commit: string }, file: string): Promise<string> {
    const url = fileAddress(this.site, name, commit, file);
    return withRetries(`${file} of ${name}`, this.pause, this.signal, async () => this.#text((await this.get(url, name)).body, url));
  }

  async #text(body: HttpAnswer['body'], url: string): Promise<string> {
    const parts: Uint8Array[] = [];
    let bytes = 0;
    try {
      for await (const part of body) {
        bytes += part.length;
        if (bytes > maxListingBytes)
          throw new ClozeError({ code: 'network', message: `${url} answers with more than a listing can have.` });
        parts.push(part);
      }
    } catch (error) {
      throw connectionFailure(error, url, this.signal);
    }
    const text = Buffer.concat(parts).toString('utf8');
    // What begins as JSON and does not end was cut on its way.
    if (/^\s*[[{]/.test(text) && !isJson(text)) throw new PassingFailure('the listing was cut on its way.');
    return text;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function notJson(host: string): ClozeError {
  return new ClozeError({
    code: 'network',
    message: `${host} answered with a page instead of a listing, as the log-in page of a public network or a proxy does. Open ${host} in a browser, then try again; or check HF_ENDPOINT.`,
  });
}
