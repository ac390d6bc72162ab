import type { IncomingHttpHeaders } from 'node:http';
import { EnvHttpProxyAgent, request } from 'undici';
import { ClozeError } from '../common/clozeError.js';
import { type Environment, firstSet } from './environment.js';
import { trustedCertificates } from './certificates.js';
import { checkNetworkAllowed } from './networkMode.js';

/** What a server answered; the body arrives as it is read. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: AsyncIterable<Uint8Array> & { dump(): Promise<void>; destroy(error?: Error): unknown };
  /** Where it came from, after redirects. */
  readonly url: string;
}

export interface HttpRequest {
  /** Sends this; without it something is got. */
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent to the host of the request only, never to one that it redirects to. */
  readonly token?: string | undefined;
  readonly signal: AbortSignal;
}

const maxRedirects = 8;

export interface HttpOptions {
  /** How long a server may say nothing, in milliseconds. */
  readonly silenceMs?: number;
  /** Whether to speak HTTP/2 where a server offers it. */
  readonly http2?: boolean;
}

/** Gets things over HTTP, through the proxy and with the certificates that the environment names. */
export class HttpClient {
  private constructor(private readonly agent: EnvHttpProxyAgent) {}

  /** @throws ClozeError `network` where the network is switched off: this is the only way to one of these. */
  static async open(environment: Environment, { silenceMs = 30_000, http2 = false }: HttpOptions = {}): Promise<HttpClient> {
    checkNetworkAllowed(environment);
    const authorization = firstSet(environment, 'CLOZE_PROXY_AUTHORIZATION');
    const ca = await trustedCertificates(environment);
    const tls = ca === undefined ? {} : { connect: { ca, timeout: silenceMs }, requestTls: { ca }, proxyTls: { ca } };
    return new HttpClient(
      new EnvHttpProxyAgent({
        httpProxy: firstSet(environment, 'http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY') ?? '',
        httpsProxy: firstSet(environment, 'https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY') ?? '',
        ...(authorization !== undefined && { token: authorization }),
        noProxy: firstSet(environment, 'no_proxy', 'NO_PROXY') ?? '',
        connect: { timeout: silenceMs },
        headersTimeout: silenceMs,
        bodyTimeout: silenceMs,
        allowH2: http2,
        ...tls,
      }),
    );
  }

  /** Gets something, from where it has moved to if need be. Rejects with what the connection failed of; an answer of any status is an answer. */
  async get(url: string, { headers = {}, token, signal }: HttpRequest): Promise<HttpAnswer> {
    const start = new URL(url);
    let place = start;
    for (let redirects = 0; redirects <= maxRedirects; redirects++) {
      const withToken = token !== undefined && place.origin === start.origin;
      const answer = await this.#ask(place, { headers, signal, ...(withToken && { token }) });
      const next = redirectionOf(answer, place);
      if (next === undefined) return answer;
      await answer.body.dump();
      if (!['http:', 'https:'].includes(next.protocol) || (place.protocol === 'https:' && next.protocol === 'http:')) {
        throw new ClozeError({
          code: 'network',
          message: `${place.host} redirects to ${next.origin}, which is not secure, so nothing was downloaded. Check HF_ENDPOINT and the proxy.`,
        });
      }
      place = next;
    }
    throw new ClozeError({ code: 'network', message: `${start.host} redirects in a circle. Check HF_ENDPOINT and the proxy.` });
  }

  /**
   * Asks one server, and never another: sends the body where there is one, else gets. Rejects with what the connection failed of; an answer
   * of any status is an answer.
   * @throws ClozeError `network` where the server redirects to another one
   */
  async ask(url: string, request: HttpRequest): Promise<HttpAnswer> {
    const start = new URL(url);
    let place = start;
    for (let redirects = 0; redirects <= maxRedirects; redirects++) {
      const answer = await this.#ask(place, request);
      const next = redirectionOf(answer, place);
      if (next === undefined) return answer;
      await answer.body.dump();
      if (next.origin !== start.origin) {
        const message = `${start.host} redirects to ${next.origin}, which was not named, so nothing was sent there. Name that server itself where you trust it.`;
        throw new ClozeError({ code: 'network', message });
      }
      place = next;
    }
    throw new ClozeError({ code: 'network', message: `${start.host} redirects in a circle. Check the address of the server.` });
  }

  async #ask(place: URL, { body, headers = {}, token, signal }: HttpRequest): Promise<HttpAnswer> {
    const answer = await request(place, {
      method: body === undefined ? 'GET' : 'POST',
      dispatcher: this.agent,
      signal,
      headers: { 'user-agent': 'cloze', ...headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      ...(body !== undefined && { body }),
    });
    // What breaks while a body is read rejects there; one that is given up is no failure.
    answer.body.on('error', () => undefined);
    return { status: answer.statusCode, headers: answer.headers, body: answer.body, url: place.href };
  }

  /** Ends its connections. */
  async close(): Promise<void> {
    await this.agent.destroy();
  }
}

/** Where an answer says that the thing is instead. */
function redirectionOf({ status, headers }: HttpAnswer, place: URL): URL | undefined {
  const location = [301, 302, 303, 307, 308].includes(status) ? headers.location : undefined;
  return typeof location === 'string' ? new URL(location, place) : undefined;
}
