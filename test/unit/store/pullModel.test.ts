import { createHook } from 'node:async_hooks';
import { lstat, mkdir, readFile, readdir, readlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PullProgress } from '../../../src/common/modelTool/pullProgress.js';
import { CancellationSource } from '../../../src/common/cancellation.js';
import { canMakeDisks, smallDisk } from '../../util/fullDisk.js';
import { content, Pulls, weights } from './pulls.js';

let pulls: Pulls;
beforeEach(async () => {
  pulls = await Pulls.start();
});
afterEach(() => pulls.end());

describe('A model that is pulled by its name', () => {
  test('lies in the cache as the Hugging Face tools have it', async () => {
    const { path: folder, commit, name } = await pulls.pull();
    expect(name).toBe('writer/tiny');
    expect(folder).toBe(path.join(pulls.folderOf('writer/tiny'), 'snapshots', commit));
    expect((await readdir(folder)).sort()).toEqual(['config.json', 'model.safetensors', 'tokenizer.json']);
    expect(Buffer.from(weights).equals(await readFile(path.join(folder, 'model.safetensors')))).toBe(true);
    expect(await readlink(path.join(folder, 'model.safetensors'))).toMatch(/^\.\.\/\.\.\/blobs\/[0-9a-f]{64}$/);
    expect(await readlink(path.join(folder, 'config.json'))).toMatch(/^\.\.\/\.\.\/blobs\/[0-9a-f]{40}$/);
    expect(await readFile(path.join(pulls.folderOf('writer/tiny'), 'refs', 'main'), 'utf8')).toBe(commit);
    expect((await readdir(path.join(pulls.folderOf('writer/tiny'), 'blobs'))).some((name) => name.includes('incomplete'))).toBe(false);
  });

  test('is asked for its configuration before its weights, and for nothing else beside what it needs', async () => {
    await pulls.pull();
    expect(pulls.hub.contents.slice(0, -1)).toContain('hub config.json');
    expect(pulls.hub.contents.at(-1)).toBe('store writer/tiny/model.safetensors');
    expect(pulls.hub.contents.filter((line) => /onnx|pytorch|README/.test(line))).toEqual([]);
  });

  test('is not downloaded again when it is there', async () => {
    await pulls.pull();
    pulls.hub.seen.length = 0;
    await pulls.pull();
    expect(pulls.hub.contents).toEqual([]);
  });

  test('tells how much of it there is, and how fast it comes', async () => {
    let now = 0;
    await pulls.pull('writer/tiny', {}, { now: () => (now += 1000) });
    expect(pulls.told[0]).toEqual({ kind: 'files', bytes: weights.length, toDownload: weights.length });
    expect(pulls.told.at(-1)).toMatchObject({ kind: 'bytes', arrived: weights.length, total: weights.length });
    expect(pulls.told.some((told) => told.kind === 'bytes' && (told.bytesPerSecond ?? 0) > 0)).toBe(true);
  });

  test('is refused before any weights where Cloze has no such architecture', async () => {
    pulls.hub.repositories.set('writer/odd', {
      files: { 'config.json': '{"model_type":"odd"}', 'tokenizer.json': '{}', 'model.safetensors': weights },
    });
    await expect(pulls.pull('writer/odd')).rejects.toMatchObject({
      code: 'model-unsupported',
      message: 'writer/odd cannot be used. It needs the architecture "odd". Its weights were not downloaded; choose another model.',
    });
    expect(pulls.hub.contents.sort()).toEqual(['hub config.json', 'hub tokenizer.json']);
  });

  test('of one commit stays of one commit while another one is pushed', async () => {
    const commit = pulls.hub.commitOf('writer/tiny');
    let isPushed = false;
    pulls.hub.faults.push(({ url = '' }) => {
      if (url.includes('/resolve/')) expect(url).toContain(commit);
      if (url.includes('/tree/')) expect(url).toContain(commit);
      if (url.includes('/revision/')) isPushed = true;
      return false;
    });
    expect((await pulls.pull()).commit).toBe(commit);
    expect(isPushed).toBe(true);
  });

  test('is named by a commit, which leaves no branch', async () => {
    const commit = pulls.hub.commitOf('writer/tiny');
    await pulls.pull(`writer/tiny@${commit}`);
    expect(await readdir(pulls.folderOf('writer/tiny'))).not.toContain('refs');
  });

  test('has to be the one that the catalogue knows', async () => {
    await expect(pulls.pull('writer/tiny', { expected: { 'model.safetensors': '0'.repeat(64) } })).rejects.toMatchObject({
      code: 'model-invalid',
      message: expect.stringContaining("is not the file that Cloze's catalogue knows") as string,
    });
    expect(pulls.hub.contents).toEqual([]);
  });
});

describe('What was begun', () => {
  test('goes on from where it ended', async () => {
    const { path: folder } = await pulls.pull();
    const blob = path.resolve(folder, await readlink(path.join(folder, 'model.safetensors')));
    const { rename, truncate } = await import('node:fs/promises');
    await rename(blob, `${blob}.incomplete`);
    await truncate(`${blob}.incomplete`, 1_000_000);
    pulls.hub.seen.length = 0;
    await pulls.pull();
    expect(pulls.hub.contents).toContain('store writer/tiny/model.safetensors bytes=1000000-');
    expect(Buffer.from(weights).equals(await readFile(blob))).toBe(true);
  });

  test('begins again where its first part proves to be damaged', async () => {
    const { createHash } = await import('node:crypto');
    const hash = createHash('sha256').update(weights).digest('hex');
    await mkdir(path.join(pulls.folderOf('writer/tiny'), 'blobs'), { recursive: true });
    await writeFile(path.join(pulls.folderOf('writer/tiny'), 'blobs', `${hash}.incomplete`), content(1_000_000, 9));
    const { path: folder } = await pulls.pull();
    expect(Buffer.from(weights).equals(await readFile(path.join(folder, 'model.safetensors')))).toBe(true);
  });

  test('is cancelled at once, and what has arrived is kept', async () => {
    const source = new CancellationSource();
    await expect(
      pulls.pull('writer/tiny', {
        cancel: source.token,
        onProgress: (told) => told.kind === 'bytes' && told.arrived > 0 && source.cancel(),
      }),
    ).rejects.toMatchObject({ code: 'cancelled' });
    const blobs = path.join(pulls.folderOf('writer/tiny'), 'blobs');
    const partial = (await readdir(blobs)).find((name) => name.endsWith('.incomplete')) ?? '';
    expect((await lstat(path.join(blobs, partial))).size).toBeGreaterThan(0);
  });

  test('by two at the same time is downloaded once', async () => {
    const [one, two] = await Promise.all([pulls.pull(), pulls.pull()]);
    expect(one.path).toBe(two.path);
    expect(pulls.hub.contents.filter((line) => line.startsWith('store writer/tiny/model'))).toHaveLength(1);
    expect(pulls.told.filter(({ kind }) => kind === 'waiting')).toHaveLength(1);
  });

  test('by a process that is gone is taken over', async () => {
    const { hostname } = await import('node:os');
    const locks = path.join(pulls.cacheFolder, '.locks', 'models--writer--tiny');
    await mkdir(locks, { recursive: true });
    await writeFile(path.join(locks, 'cloze.lock'), `4194305 ${hostname()}`);
    await pulls.pull();
    expect(pulls.told.some(({ kind }) => kind === 'waiting')).toBe(false);
    expect(await readdir(locks)).toEqual([]);
  });
});

describe('A large file', () => {
  const inPieces = { pieceBytes: 250_000 };
  const arrived = async (folder: string): Promise<boolean> =>
    Buffer.from(weights).equals(await readFile(path.join(folder, 'model.safetensors')));
  const ranges = (): string[] => pulls.hub.contents.flatMap((line) => /^store .*model\.safetensors (bytes=.*)$/.exec(line)?.[1] ?? []);

  test('comes in pieces over several connections', async () => {
    const { path: folder } = await pulls.pull('writer/tiny', {}, inPieces);
    expect(await arrived(folder)).toBe(true);
    expect(ranges()).toHaveLength(12);
    const told = pulls.told.flatMap((each) => (each.kind === 'bytes' ? [each.arrived] : []));
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  test('goes on behind its whole beginning when it was cancelled', async () => {
    const source = new CancellationSource();
    const stop = (told: PullProgress): unknown => told.kind === 'bytes' && told.arrived > 1_100_000 && source.cancel();
    await expect(pulls.pull('writer/tiny', { cancel: source.token, onProgress: stop }, inPieces)).rejects.toMatchObject({
      code: 'cancelled',
    });
    const blobs = path.join(pulls.folderOf('writer/tiny'), 'blobs');
    const partial = (await readdir(blobs)).find((name) => name.endsWith('.incomplete')) ?? '';
    const { size } = await lstat(path.join(blobs, partial));
    expect(Buffer.from(weights.subarray(0, size)).equals(await readFile(path.join(blobs, partial)))).toBe(true);
    pulls.hub.seen.length = 0;
    const { path: folder } = await pulls.pull('writer/tiny', {}, inPieces);
    expect(ranges()[0]).toMatch(new RegExp(`^bytes=${size}-`));
    expect(await arrived(folder)).toBe(true);
  });

  test.each<[string, (range: string) => 'whole' | 'cut' | 'refused' | 'long' | undefined]>([
    ['knows no ranges', () => 'whole'],
    ['cuts one of the pieces', (range) => (range.startsWith('bytes=500000-') ? 'cut' : undefined)],
    ['refuses more than one connection', (range) => (range === 'bytes=0-249999' || !/\d$/.test(range) ? undefined : 'refused')],
    ['sends more than was asked for', (range) => (range.startsWith('bytes=250000-') && /\d$/.test(range) ? 'long' : undefined)],
  ])('arrives whole from a server that %s', async (_, fault) => {
    let cuts = 0;
    pulls.hub.faults = [
      (request, response, body) => {
        const what = request.url?.startsWith('/stored/') === true && body !== undefined ? fault(String(request.headers.range)) : undefined;
        if (what === undefined || body === undefined || body.length < 1e6 || (what === 'cut' && cuts++ > 0)) return false;
        const total = body.length;
        if (what === 'whole') response.writeHead(200, { 'content-length': total }).end(body);
        if (what === 'refused') response.writeHead(429, { 'retry-after': '1' }).end();
        if (what === 'cut') {
          response.writeHead(206, { 'content-length': 250_000, 'content-range': `bytes 500000-749999/${total}` });
          response.write(body.subarray(500_000, 600_000), () => response.destroy());
        }
        if (what === 'long')
          response.writeHead(206, { 'content-range': `bytes 250000-499999/${total}` }).end(body.subarray(250_000, 600_000));
        return true;
      },
    ];
    const { path: folder } = await pulls.pull('writer/tiny', {}, inPieces);
    expect(await arrived(folder)).toBe(true);
  });
});

describe('The disk', () => {
  test('has to have room before a byte of the weights is asked for', async () => {
    await expect(pulls.pull('writer/tiny', {}, { freeBytes: () => Promise.resolve(2_000_000) })).rejects.toMatchObject({
      code: 'disk',
      message: expect.stringMatching(/^The download needs 3 MB, and the disk of .* has 2 MB left\./) as string,
    });
    expect(pulls.hub.contents.some((line) => line.includes('safetensors'))).toBe(false);
  });

  test.skipIf(!canMakeDisks)('that is full after a part keeps that part, and the download goes on when there is room', async () => {
    const disk = await smallDisk(2800);
    const free = { freeBytes: () => Promise.resolve(1e12) };
    try {
      await expect(pulls.pull('writer/tiny', { cacheFolder: disk.folder }, free)).rejects.toMatchObject({
        code: 'disk',
        message: expect.stringContaining('is full') as string,
      });
      disk.grow(8000);
      pulls.hub.seen.length = 0;
      await pulls.pull('writer/tiny', { cacheFolder: disk.folder }, free);
      expect(pulls.hub.contents).toEqual([
        expect.stringMatching(/model\.safetensors bytes=\d{6,}-$/),
        expect.stringMatching(/bytes=\d{6,}-$/),
      ]);
    } finally {
      await disk.remove();
    }
  });
});

describe('With the network switched off', () => {
  test.each([{ CLOZE_NETWORK: 'off' }, { HF_HUB_OFFLINE: '1' }, { CLOZE_NETWORK: 'on', HF_HUB_OFFLINE: '1' }])(
    '%j: nothing is looked up and no connection is opened',
    async (environment) => {
      const opened: string[] = [];
      const hook = createHook({
        init(_id, type) {
          if (/TCP|DNS|GETADDRINFO|QUERY|UDP/.test(type)) opened.push(type);
        },
      }).enable();
      try {
        const named = { ...environment, HF_ENDPOINT: 'https://cloze.invalid' };
        await expect(pulls.pull('writer/tiny', { environment: named })).rejects.toMatchObject({ code: 'network' });
      } finally {
        hook.disable();
      }
      expect(opened).toEqual([]);
      expect(pulls.hub.seen).toEqual([]);
    },
  );

  test('and a misspelled word does not switch it on', async () => {
    await expect(pulls.pull('writer/tiny', { environment: { CLOZE_NETWORK: 'of' } })).rejects.toMatchObject({ code: 'bad-request' });
  });
});
