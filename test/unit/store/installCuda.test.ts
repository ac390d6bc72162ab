import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../src/common/cancellation.js';
import type { PullProgress } from '../../../src/common/modelTool/pullProgress.js';
import { type CudaRequest, type CudaTools, installCuda, planCuda } from '../../../src/store/releases/installCuda.js';

const archive = 'onnxruntime-linux-x64-gpu-9.9.9.tgz';
const libraries = ['libonnxruntime_providers_cuda.so', 'libonnxruntime_providers_shared.so'];
const tools: CudaTools = { platform: 'linux-x64', pause: { wait: () => Promise.resolve(), random: () => 0.5 } };

/** Changes an answer; `true` where it has answered itself. */
type Fault = (request: http.IncomingMessage, response: http.ServerResponse) => boolean;

describe.skipIf(process.platform === 'win32')('Support for CUDA', () => {
  let folder: string;
  let content: Buffer;
  let server: http.Server;
  let address: string;
  let digest: string | null;
  let names: string[];
  let fault: Fault;
  const ranges: (string | undefined)[] = [];
  const told: PullProgress[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'cloze-test-'));
    content = await packed(['lib/libonnxruntime.so.1', ...libraries.map((name) => `lib/${name}`)]);
    digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
    names = ['onnxruntime-linux-x64-9.9.9.tgz', archive];
    fault = () => false;
    [ranges, told].forEach((list) => list.splice(0));
    server = http.createServer(answer).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true });
  });

  /** GitHub's API, and the server of its files, to which it redirects. */
  function answer(request: http.IncomingMessage, response: http.ServerResponse): void {
    if (request.url === '/repos/microsoft/onnxruntime/releases/tags/v9.9.9') {
      const assets = names.map((name) => ({ name, size: content.length, digest, browser_download_url: `${address}/download/${name}` }));
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ assets }));
    } else if (request.url?.startsWith('/download/') === true) response.writeHead(302, { location: `${address}/objects/1` }).end();
    else if (request.url === '/objects/1') {
      ranges.push(request.headers.range);
      if (fault(request, response)) return;
      const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
      if (from > 0) response.writeHead(206, { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` });
      response.end(content.subarray(from));
    } else response.writeHead(404).end();
  }

  const request = (): CudaRequest => ({ version: '9.9.9', folder, environment: { CLOZE_GITHUB_API: address }, cancel: neverCancelled });
  const install = (changed: CudaTools = tools): ReturnType<typeof installCuda> =>
    installCuda(request(), (each) => told.push(each), changed);

  test('is named with its file, size and place before anything is written', async () => {
    const plan = await planCuda(request(), tools);
    expect(plan).toMatchObject({ version: '9.9.9', archive, bytes: content.length, sha256: digest?.slice(7), folder });
    expect([plan.libraries.toSorted(), await readdir(folder)]).toEqual([libraries, []]);
  });

  test('puts the two libraries of the release beside ONNX Runtime’s own, and nothing else', async () => {
    await install();
    expect((await readdir(folder)).filter((name) => !name.startsWith('.')).toSorted()).toEqual(libraries);
    expect(await readFile(path.join(folder, libraries[0] ?? ''), 'utf8')).toBe(`lib/${libraries[0] ?? ''}`.repeat(50));
    expect(told.at(-1)).toMatchObject({ kind: 'bytes', arrived: content.length, total: content.length });
  });

  test('goes on where a download ended', async () => {
    await writeFile(path.join(folder, `${archive}.part`), content.subarray(0, 100));
    await install();
    expect(ranges).toEqual(['bytes=100-']);
  });

  test('goes on by itself when the connection breaks', async () => {
    fault = (_, response) => {
      if (ranges.length > 1) return false;
      response.write(content.subarray(0, 64), () => response.destroy());
      return true;
    };
    await install();
    expect(ranges.length).toBe(2);
  });

  test.each<[string, () => void, RegExp]>([
    [
      'what arrives is another file',
      () => (fault = (_, response) => Boolean(response.end(Buffer.alloc(content.length)))),
      /hash is another one, twice.*another network/,
    ],
    ['the release states no check sum', () => (digest = null), /no archive for CUDA on Linux with a check sum/],
    ['the release has no such archive', () => (names = ['onnxruntime-win-x64-9.9.9.zip']), /no archive for CUDA/],
    [
      'the server is in trouble',
      () => (fault = (_, response) => Boolean(response.writeHead(503).end())),
      /has trouble \(503\).*go(?:es)? on from there/,
    ],
    ['the file is gone', () => (fault = (_, response) => Boolean(response.writeHead(404).end())), /answered 404/],
  ])('changes nothing where %s', async (_, change, message) => {
    await writeFile(path.join(folder, 'libonnxruntime.so.1'), 'own');
    change();
    await expect(install()).rejects.toThrow(message);
    expect((await readdir(folder)).filter((name) => name.endsWith('.so') || name.startsWith('unpacked'))).toEqual([]);
  });

  test('changes nothing where the archive does not hold the libraries', async () => {
    content = await packed(['lib/libonnxruntime.so.1', `lib/${libraries[0] ?? ''}`]);
    digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
    await expect(install()).rejects.toThrow(/does not hold/);
    expect((await readdir(folder)).filter((name) => name.endsWith('.so'))).toEqual([]);
  });

  test.each([
    ['another system', { ...tools, platform: 'darwin-arm64' }, {}, /Linux on x64 only/],
    ['a network that is switched off', tools, { CLOZE_NETWORK: 'off' }, /network is switched off/i],
  ])('is refused on %s, before anything is asked', async (_, changed, environment, message) => {
    const asked = { ...request(), environment: { ...request().environment, ...environment } };
    await expect(installCuda(asked, () => undefined, changed)).rejects.toThrow(message);
    expect(ranges).toEqual([]);
  });
});

/** A compressed archive of files that have their own names as content. */
async function packed(files: readonly string[]): Promise<Buffer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cloze-test-'));
  const top = 'onnxruntime-linux-x64-gpu-9.9.9';
  for (const file of files) {
    await mkdir(path.dirname(path.join(folder, top, file)), { recursive: true });
    await writeFile(path.join(folder, top, file), file.repeat(50));
  }
  const content = execFileSync('tar', ['-cz', '-C', folder, top]);
  await rm(folder, { recursive: true });
  return content;
}
