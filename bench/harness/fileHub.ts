import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const commit = '0123456789'.repeat(4);

/** A hub on this machine with one model, whose files lie in a folder: enough of its interface for a download, and ranges. */
export class FileHub {
  private constructor(
    private readonly server: http.Server,
    readonly endpoint: string,
  ) {}

  static async start(name: string, folder: string, files: readonly string[]): Promise<FileHub> {
    const tree = await Promise.all(files.map((file) => entryOf(folder, file)));
    const server = http.createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '', 'http://localhost');
      const file = new RegExp(`^/${name}/resolve/${commit}/(.+)$`).exec(pathname)?.[1];
      if (pathname.startsWith(`/api/models/${name}/tree/`)) json(response, tree);
      else if (pathname.startsWith(`/api/models/${name}/`)) json(response, { _id: '0', id: name, sha: commit, ...quiet });
      else if (file !== undefined && files.includes(file)) void send(request, response, path.join(folder, file));
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new FileHub(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  /** Where a file of the model is. */
  addressOf(name: string, file: string): string {
    return `${this.endpoint}/${name}/resolve/${commit}/${file}`;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }
}

const quiet = { gated: false, private: false, downloads: 0, likes: 0, lastModified: '2025-01-01T00:00:00.000Z' };

async function entryOf(folder: string, file: string): Promise<unknown> {
  const { size } = await stat(path.join(folder, file));
  if (size < 1024) {
    const content = await readFile(path.join(folder, file));
    return { type: 'file', path: file, size, oid: createHash('sha1').update(`blob ${size}\0`).update(content).digest('hex') };
  }
  const hash = createHash('sha256');
  for await (const part of createReadStream(path.join(folder, file))) hash.update(part as Uint8Array);
  return { type: 'file', path: file, size, oid: '0'.repeat(40), lfs: { oid: hash.digest('hex'), size } };
}

async function send(request: http.IncomingMessage, response: http.ServerResponse, file: string): Promise<void> {
  const { size } = await stat(file);
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const start = Number(from ?? 0);
  const end = to === undefined || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  const range = from === undefined ? {} : { 'content-range': `bytes ${start}-${end}/${size}` };
  response.writeHead(from === undefined ? 200 : 206, { 'content-length': end - start + 1, ...range });
  createReadStream(file, { start, end, highWaterMark: 1024 * 1024 }).pipe(response);
}

function json(response: http.ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
