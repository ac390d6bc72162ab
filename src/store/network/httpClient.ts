import type { IncomingHttpHeaders } from 'node:http';
import { EnvHttpProxyAgent, request } from 'undici';
import { ClozeError } from '../../common/clozeError.js';
import { type Environment, firstSet } from '../environment.js';
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
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent to the host of the request only, never to one that it redirects to. */
  readonly token?: string | undefined;
  readonly signal: AbortSignal;
}

const maxRedirects = 8;

/** Gets things over HTTP, through the proxy and with the certificates that the environment names. */
export class HttpClient {
  private constructor(private readonly agent: EnvHttpProxyAgent) {}

  /**
   * @param silenceMs how long a server may say nothing
   * @throws ClozeError `network` where the network is switched off: this is the only way to one of these.
   */
  static async open(environment: Environment, silenceMs = 30_000): Promise<HttpClient> {
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
        ...tls,
      }),
    );
  }

  /** Rejects with what the connection failed of; an answer of any status is an answer. */
  async get(url: string, { headers = {}, token, signal }: HttpRequest): Promise<HttpAnswer> {
    const start = new URL(url);
    let place = start;
    for (let redirects = 0; redirects <= maxRedirects; redirects++) {
      const withToken = token !== undefined && place.origin === start.origin;
      const answer = await request(place, {
        method: 'GET',
        dispatcher: this.agent,
        signal,
        headers: { 'user-agent': 'cloze', ...headers, ...(withToken ? { authorization: `Bearer ${token}` } : {}) },
      });
      const { statusCode: status, headers: answered, body } = answer;
      // What breaks while a body is read rejects there; one that is given up is no failure.
      body.on('error', () => undefined);
      const location = [301, 302, 303, 307, 308].includes(status) ? answered.location : undefined;
      if (typeof location !== 'string') return { status, headers: answered, body, url: place.href };
      await body.dump();
      const next = new URL(location, place);
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

  /** Ends its connections. */
  async close(): Promise<void> {
    await this.agent.destroy();
  }
}
