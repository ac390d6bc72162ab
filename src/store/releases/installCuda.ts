import { execFile } from 'node:child_process';
import { access, constants, mkdtemp, rename, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { CancellationToken } from '../../common/cancellation.js';
import { ClozeError, cancelledError } from '../../common/clozeError.js';
import type { CudaPlan, CudaSupport } from '../../common/modelTool/cudaSupport.js';
import type { PullProgress } from '../../common/modelTool/pullProgress.js';
import type { Environment } from '../../network/environment.js';
import { HttpClient } from '../../network/httpClient.js';
import type { Pause } from '../../network/retry.js';
import { systemPause } from '../../network/systemPause.js';
import { withPullLock } from '../cache/pullLock.js';
import { diskFailure, noRoom } from '../download/diskFailure.js';
import { TransferRate } from '../download/transferRate.js';
import { downloadFile } from '../download/downloadFile.js';
import { inOnePiece } from '../download/rangesAhead.js';
import { assetSource } from './assetSource.js';
import { type Asset, releaseAssets, type Releases } from './release.js';

/** What ONNX Runtime loads from beside itself when CUDA is asked for. */
const libraries = ['libonnxruntime_providers_shared.so', 'libonnxruntime_providers_cuda.so'];

/** Unpacked, the libraries take some three times the archive. */
const unpackedShare = 4;

export interface CudaRequest {
  /** Of the ONNX Runtime that is installed: another release does not fit. */
  readonly version: string;
  /** Where ONNX Runtime's own library is. */
  readonly folder: string;
  readonly environment: Environment;
  readonly cancel: CancellationToken;
}

/** What tests replace. */
export interface CudaTools {
  readonly pause?: Pause;
  readonly platform?: string;
}

/** What an installation would bring. @throws ClozeError */
export async function planCuda(request: CudaRequest, tools: CudaTools = {}): Promise<CudaPlan> {
  return withReleases(request, tools, async (releases) => planOf(request, await cudaAsset(releases, request.version)));
}

/**
 * Brings the provider libraries of CUDA from the release of ONNX Runtime to beside its own. They replace none but their like, and only when
 * all of the archive is there and is what the release states; a download that ended goes on.
 * @throws ClozeError
 */
export async function installCuda(
  request: CudaRequest,
  onProgress: (progress: PullProgress) => void,
  tools: CudaTools = {},
): Promise<CudaSupport> {
  const { version, folder } = request;
  return withReleases(request, tools, async (releases) => {
    const asset = await cudaAsset(releases, version);
    const wait = (): void => onProgress({ kind: 'waiting' });
    await withPullLock(folder, 'cuda', releases.pause, releases.signal, wait, async () => {
      const disk = await statfs(folder);
      if (asset.bytes * unpackedShare > disk.bavail * disk.bsize)
        throw noRoom(folder, asset.bytes * unpackedShare, disk.bavail * disk.bsize);
      const archive = path.join(folder, `${asset.name}.part`);
      onProgress({ kind: 'files', bytes: asset.bytes, toDownload: asset.bytes });
      const rate = new TransferRate();
      await downloadFile(assetSource(releases, asset), archive, inOnePiece, (arrived) => {
        rate.add(arrived, performance.now());
        const bytesPerSecond = rate.bytesPerSecond();
        onProgress({ kind: 'bytes', arrived, total: asset.bytes, ...(bytesPerSecond !== undefined && { bytesPerSecond }) });
      });
      await unpack(archive, folder, releases.signal);
      await rm(archive, { force: true });
    });
    return { ...planOf(request, asset), missing: await missingLibraries(folder) };
  });
}

async function withReleases<T>(
  { folder, environment, cancel }: CudaRequest,
  tools: CudaTools,
  work: (releases: Releases) => Promise<T>,
): Promise<T> {
  const { platform = `${process.platform}-${process.arch}` } = tools;
  if (platform !== 'linux-x64')
    throw new ClozeError({
      code: 'bad-request',
      message: `CUDA is used on Linux on x64 only, and this is ${platform}. Use WebGPU: set cloze.device to "webgpu".`,
    });
  await access(folder, constants.W_OK).catch((error: unknown) => {
    throw diskFailure(folder, error);
  });
  const client = await HttpClient.open(environment);
  const stop = new AbortController();
  const listening = cancel.onCancellationRequested(() => stop.abort());
  try {
    return await work({ client, environment, pause: tools.pause ?? systemPause, signal: stop.signal });
  } catch (error) {
    throw stop.signal.aborted ? cancelledError() : error;
  } finally {
    listening.dispose();
    await client.close();
  }
}

async function cudaAsset(releases: Releases, version: string): Promise<Asset> {
  const assets = await releaseAssets(releases, 'microsoft/onnxruntime', `v${version}`);
  // Where there are archives for several versions of CUDA, the plain name is the one that the library for Node is built for.
  const named = (middle: string): Asset | undefined =>
    assets.find(({ name }) => name === `onnxruntime-linux-x64-gpu${middle}-${version}.tgz`);
  const asset = named('') ?? named('_cuda12') ?? named('_cuda13');
  if (asset !== undefined) return asset;
  throw new ClozeError({
    code: 'network',
    message: `The release ${version} of ONNX Runtime has no archive for CUDA on Linux with a check sum, so nothing was downloaded. Use WebGPU: set cloze.device to "webgpu".`,
  });
}

function planOf({ version, folder }: CudaRequest, { name, bytes, sha256, url }: Asset): CudaPlan {
  return { version, archive: name, bytes, sha256, url, libraries, folder };
}

/** Unpacks beside, then moves into place, so that half a library is never loaded. */
async function unpack(archive: string, folder: string, signal: AbortSignal): Promise<void> {
  const run = (...words: readonly string[]): Promise<{ stdout: string }> =>
    promisify(execFile)('tar', words, { signal, maxBuffer: 2 ** 24 }).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message.trim() : String(error);
      throw new ClozeError(
        { code: 'disk', message: `${archive} could not be unpacked (${reason}). Check the disk and that "tar" is installed.` },
        { cause: error },
      );
    });
  const { stdout } = await run('-tzf', archive);
  const names = stdout.split('\n').filter((name) => libraries.includes(path.posix.basename(name)));
  if (new Set(names.map((name) => path.posix.basename(name))).size < libraries.length)
    throw new ClozeError({
      code: 'network',
      message: `${path.basename(archive)} does not hold ${libraries.join(' and ')}. Nothing was changed.`,
    });
  const beside = await mkdtemp(path.join(folder, 'unpacked-'));
  try {
    await run('-xzf', archive, '-C', beside, '--no-same-owner', '--', ...names);
    for (const name of names) await rename(path.join(beside, ...name.split('/')), path.join(folder, path.posix.basename(name)));
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

/** Libraries of the system that the provider needs and that are not found: those of CUDA and cuDNN; none where that can't be told. */
async function missingLibraries(folder: string): Promise<string[]> {
  const env = { ...process.env, LD_LIBRARY_PATH: [folder, process.env['LD_LIBRARY_PATH'] ?? ''].filter(Boolean).join(':') };
  const { stdout } = await promisify(execFile)('ldd', [path.join(folder, 'libonnxruntime_providers_cuda.so')], { env }).catch(() => ({
    stdout: '',
  }));
  return Array.from(stdout.matchAll(/^\s*(\S+) => not found/gm), ([, name = '']) => name);
}
