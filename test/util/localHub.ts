import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

/** A repository that the hub has. */
export interface LocalRepository {
  readonly files: Readonly<Record<string, Uint8Array | string>>;
  /** Only those with this token may read it. */
  readonly token?: string;
  readonly gated?: boolean;
  /** As its page says. */
  readonly license?: string;
}

/** What a request does instead of what it should; returns false to let it be. */
export type Fault = (request: http.IncomingMessage, response: http.ServerResponse, content: Uint8Array | undefined) => boolean;

/** A request that reached the hub. */
export interface SeenRequest {
  readonly host: 'hub' | 'store';
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
}

/** Files from this size on are large: the hub has their SHA-256 and sends them from another host. */
const largeBytes = 1024;

/** A server that speaks as huggingface.co does: listings, redirects of large files to another host, ranges; and fails as it is told to. */
export class LocalHub {
  readonly repositories = new Map<string, LocalRepository>();
  readonly seen: SeenRequest[] = [];
  /** Asked in turn for each request; the first that returns true has answered. */
  faults: Fault[] = [];
  /** For HF_ENDPOINT. */
  endpoint = '';
  readonly #sockets = new Set<Socket>();

  private constructor(
    private readonly hub: http.Server,
    private readonly store: http.Server,
    private readonly scheme: 'http' | 'https',
  ) {
    for (const server of [hub, store]) {
      server.on('connection', (socket: Socket) => {
        this.#sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => this.#sockets.delete(socket));
      });
    }
    hub.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => this.#answerHub(request, response));
    store.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => this.#answerStore(request, response));
  }

  static async start(options: { secure?: true } = {}): Promise<LocalHub> {
    const server = (): http.Server =>
      options.secure === true
        ? https.createServer({ key: readFileSync(keyFile), cert: readFileSync(certificateFile) })
        : http.createServer();
    const local = new LocalHub(server(), server(), options.secure === true ? 'https' : 'http');
    await Promise.all([local.hub, local.store].map((each) => new Promise<void>((resolve) => each.listen(0, '127.0.0.1', resolve))));
    local.endpoint = `${local.scheme}://localhost:${portOf(local.hub)}`;
    return local;
  }

  /** The commit that a repository is at: it follows from the content. */
  commitOf(name: string): string {
    const files = Object.entries(this.repositories.get(name)?.files ?? {}).map(([path, content]) => [path, sha256(bytesOf(content))]);
    return createHash('sha1').update(JSON.stringify(files)).digest('hex');
  }

  /** The requests for contents, as path and range. */
  get contents(): string[] {
    return this.seen
      .filter(({ url, headers }) => /^\/(?:.*\/resolve|stored)\//.test(url) || headers.range !== undefined)
      .map(({ host, url, headers }) => `${host} ${url.replace(/^.*\/(?:resolve\/\w+|stored)\//, '')} ${headers.range ?? ''}`.trim());
  }

  async stop(): Promise<void> {
    const closed = [this.hub, this.store].map((each) => new Promise((resolve) => each.close(resolve)));
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(closed);
  }

  #answerHub(request: http.IncomingMessage, response: http.ServerResponse): void {
    this.seen.push({ host: 'hub', url: request.url ?? '', headers: request.headers });
    const url = new URL(request.url ?? '', this.endpoint);
    const file = /^\/(.+)\/resolve\/([^/]+)\/(.+)$/.exec(decodeURIComponent(url.pathname));
    const content = file?.[1] === undefined || file[3] === undefined ? undefined : this.#content(file[1], file[3]);
    if (this.faults.some((fault) => fault(request, response, content))) return;
    if (url.pathname === '/api/models') {
      this.#search(url, response);
      return;
    }
    const api = /^\/api\/models\/(.+)\/(revision|tree)\/([^/]+)$/.exec(decodeURIComponent(url.pathname));
    const name = api?.[1] ?? file?.[1] ?? '';
    if (!this.#mayRead(name, request, response)) return;
    if (api?.[2] === 'revision') {
      this.#info(name, api[3] ?? '', response);
      return;
    }
    if (api?.[2] === 'tree') {
      json(response, this.#tree(name));
      return;
    }
    if (content === undefined) {
      refuse(response, 404, 'EntryNotFound');
      return;
    }
    if (content.length < largeBytes) {
      send(request, response, content);
      return;
    }
    const path = `${name}/${file?.[3] ?? ''}`;
    response.writeHead(302, { location: `${this.scheme}://127.0.0.1:${portOf(this.store)}/stored/${encodeURIComponent(path)}` }).end();
  }

  #answerStore(request: http.IncomingMessage, response: http.ServerResponse): void {
    this.seen.push({ host: 'store', url: decodeURIComponent(request.url ?? ''), headers: request.headers });
    const [, owner = '', name = '', path = ''] = /^\/stored\/([^/]+)\/([^/]+)\/(.+)$/.exec(decodeURIComponent(request.url ?? '')) ?? [];
    const content = this.#content(`${owner}/${name}`, path);
    if (this.faults.some((fault) => fault(request, response, content))) return;
    if (content === undefined) refuse(response, 404, 'EntryNotFound');
    else send(request, response, content);
  }

  #mayRead(name: string, request: http.IncomingMessage, response: http.ServerResponse): boolean {
    const repository = this.repositories.get(name);
    const token = request.headers.authorization?.replace('Bearer ', '');
    if (repository === undefined) refuse(response, token === undefined ? 401 : 404, 'RepoNotFound');
    else if (repository.token !== undefined && token !== repository.token) refuse(response, 403, 'GatedRepo');
    else return true;
    return false;
  }

  #info(name: string, revision: string, response: http.ServerResponse): void {
    if (revision !== 'main' && revision !== this.commitOf(name)) {
      refuse(response, 404, 'RevisionNotFound');
      return;
    }
    json(response, { ...this.#entry(name), sha: this.commitOf(name) });
  }

  #entry(name: string): Record<string, unknown> {
    const { gated: isGated, license } = this.repositories.get(name) ?? {};
    const gated = isGated === true ? 'manual' : false;
    const tags = license === undefined ? [] : [`license:${license}`];
    const date = '2025-01-01T00:00:00.000Z';
    return { _id: '0', id: name, gated, private: false, downloads: 7, likes: 1, lastModified: date, pipeline_tag: 'text-generation', tags };
  }

  #search(url: URL, response: http.ServerResponse): void {
    const words = (url.searchParams.get('search') ?? '').toLowerCase();
    const names = [...this.repositories.keys()].filter((name) => name.toLowerCase().includes(words));
    json(
      response,
      names.map((name) => this.#entry(name)),
    );
  }

  #tree(name: string): unknown[] {
    return Object.entries(this.repositories.get(name)?.files ?? {}).map(([path, text]) => {
      const content = bytesOf(text);
      const size = content.length;
      const oid = createHash('sha1').update(`blob ${size}\0`).update(content).digest('hex');
      const lfs = size < largeBytes ? {} : { lfs: { oid: sha256(content), size, pointerSize: 134 } };
      return { type: 'file', path, size, oid, ...lfs };
    });
  }

  #content(name: string, path: string): Uint8Array | undefined {
    const files = this.repositories.get(name)?.files ?? {};
    return Object.hasOwn(files, path) ? bytesOf(files[path] ?? '') : undefined;
  }
}

/** The certificate that a secure hub shows, for NODE_EXTRA_CA_CERTS. It vouches for itself. */
export const certificateFile = 'test/data/tls/localhost.cert.pem';
export const keyFile = 'test/data/tls/localhost.key.pem';

/** Sends content, or the part of it that a range asks for. */
export function send(request: http.IncomingMessage, response: http.ServerResponse, content: Uint8Array): void {
  const [, from] = /^bytes=(\d+)-/.exec(request.headers.range ?? '') ?? [];
  const [, , to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
  const type = { 'content-type': 'application/octet-stream', 'accept-ranges': 'bytes', etag: `"${sha256(content)}"` };
  if (from === undefined) {
    response.writeHead(200, { ...type, 'content-length': content.length }).end(content);
    return;
  }
  if (Number(from) >= content.length) {
    response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
    return;
  }
  const part = content.subarray(Number(from), to === undefined ? undefined : Number(to) + 1);
  const last = Number(from) + part.length - 1;
  response.writeHead(206, { ...type, 'content-length': part.length, 'content-range': `bytes ${from}-${last}/${content.length}` }).end(part);
}

function portOf(server: http.Server): number {
  return (server.address() as AddressInfo).port;
}

function json(response: http.ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function refuse(response: http.ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'x-error-code': code, 'content-type': 'application/json' }).end(JSON.stringify({ error: code }));
}

function bytesOf(content: Uint8Array | string): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : content;
}

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
