import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CancellationToken } from '../common/cancellation.js';
import { ClozeError } from '../common/clozeError.js';
import type { PullProgress } from '../common/modelTool/pullProgress.js';
import { parseJson } from '../common/parseJson.js';
import { CachedRepository } from './cache/hubCache.js';
import { withPullLock } from './cache/pullLock.js';
import { checkRoom } from './download/checkRoom.js';
import { downloadFiles } from './download/downloadFiles.js';
import { TransferRate } from './download/transferRate.js';
import type { Environment } from '../network/environment.js';
import { chooseFiles } from './hub/fileChoice.js';
import { ggufArchitecture } from './hub/ggufArchitecture.js';
import type { Hub } from './hub/hub.js';
import type { ModelReference } from './hub/modelReference.js';
import { type HubFile, type Repository, listRepository } from './hub/repository.js';
import type { Pause } from '../network/retry.js';
import { systemPause } from '../network/systemPause.js';
import { type HubFor, withHub } from './withHub.js';

/** A model that is on this machine, whole. */
export interface PulledModel {
  /** As it is used: `owner/name`, with the quantization of a GGUF file. */
  readonly name: string;
  /** The folder of the model, or its GGUF file. */
  readonly path: string;
  readonly commit: string;
  readonly bytes: number;
}

export interface PullRequest {
  readonly reference: ModelReference;
  /** The folder `hub` of the Hugging Face cache. */
  readonly cacheFolder: string;
  readonly environment: Environment;
  readonly cancel: CancellationToken;
  /** Why a model with this config.json can't be used; `undefined` where it can. */
  readonly refusal: (config: Readonly<Record<string, unknown>>) => string | undefined;
  /** The same for the architecture that a GGUF file states. */
  readonly ggufRefusal: (architecture: string) => string | undefined;
  /** Hashes that the files must have, where they are known beforehand, by path. */
  readonly expected?: Readonly<Record<string, string>>;
  readonly onProgress: (progress: PullProgress) => void;
}

/** What tests replace. */
export interface PullTools {
  readonly pause?: Pause;
  readonly silenceMs?: number;
  readonly now?: () => number;
  /** Of the parts that a large file is asked for in. */
  readonly pieceBytes?: number;
  readonly freeBytes?: (folder: string) => Promise<number>;
}

/**
 * Brings a model from the hub into the cache. Its configuration comes first, and whether Cloze can use it is settled before any weights.
 * Where an earlier download ended, it goes on.
 * @throws ClozeError
 */
export async function pullModel(request: PullRequest, tools: PullTools = {}): Promise<PulledModel> {
  return withHub(request, tools, (hubFor, signal) => pull(request, tools, hubFor, signal));
}

async function pull(request: PullRequest, tools: PullTools, hubFor: HubFor, signal: AbortSignal): Promise<PulledModel> {
  const { reference, cacheFolder, onProgress } = request;
  const hub = hubFor(signal);
  const repository = await listRepository(hub, reference);
  const { first, weights: choose } = chooseFiles(repository, reference.quantization);
  checkExpected(repository, request.expected ?? {});
  // The hub answers to other ways of writing a name; the cache has the one that was asked for, as the other tools do it.
  const cached = new CachedRepository(cacheFolder, reference.repository);
  const waiting = (): void => onProgress({ kind: 'waiting' });
  return withPullLock(cacheFolder, reference.repository, tools.pause ?? systemPause, signal, waiting, async () => {
    await cached.prepare();
    const bring = (some: readonly HubFile[], tell: (bytes: number) => void): Promise<void> =>
      downloadFiles(hubFor, signal, cached, repository, some, tell, tools.pieceBytes);
    await bring(first, () => undefined);
    const read = (file: string): Promise<string> => readFile(path.join(cached.snapshot(repository.commit), file), 'utf8');
    const weights = await choose(read);
    const [gguf] = weights.filter(({ path: file }) => file.endsWith('.gguf'));
    const refusal =
      gguf === undefined
        ? request.refusal(parseConfig(repository.name, await read('config.json')))
        : await refusalOfGguf(hub, repository, gguf, request);
    if (refusal !== undefined) throw unsupported(repository.name, refusal);
    const total = weights.reduce((sum, { bytes }) => sum + bytes, 0);
    onProgress({ kind: 'files', bytes: total, toDownload: await checkRoom(cached, weights, tools.freeBytes) });
    await bring(weights, rateOf(total, tools.now ?? (() => performance.now()), onProgress));
    await cached.refer(reference.revision, repository.commit);
    return {
      name: usedName(reference),
      path:
        gguf === undefined ? cached.snapshot(repository.commit) : path.join(cached.snapshot(repository.commit), ...gguf.path.split('/')),
      commit: repository.commit,
      bytes: [...first, ...weights].reduce((sum, { bytes }) => sum + bytes, 0),
    };
  });
}

export async function refusalOfGguf(
  hub: Hub,
  repository: Repository,
  file: HubFile,
  request: Pick<PullRequest, 'ggufRefusal'>,
): Promise<string | undefined> {
  const architecture = await ggufArchitecture(hub, repository, file);
  return architecture === undefined ? undefined : request.ggufRefusal(architecture);
}

function rateOf(total: number, now: () => number, onProgress: PullRequest['onProgress']): (bytes: number) => void {
  const rate = new TransferRate();
  return (arrived) => {
    rate.add(arrived, now());
    const bytesPerSecond = rate.bytesPerSecond();
    onProgress({ kind: 'bytes', arrived, total, ...(bytesPerSecond === undefined ? {} : { bytesPerSecond }) });
  };
}

/** The name that a model is used by when it is there. */
export function usedName({ repository, quantization }: ModelReference): string {
  return quantization === undefined ? repository : `${repository}:${quantization}`;
}

/** A catalogue that knows a file by another hash than the hub is not to be trusted, or the hub is not. */
export function checkExpected(repository: Repository, expected: Readonly<Record<string, string>>): void {
  const wrong = repository.files.find(({ path: file, hash }) => Object.hasOwn(expected, file) && expected[file] !== hash);
  if (wrong === undefined) return;
  throw new ClozeError({
    code: 'model-invalid',
    message: `${wrong.path} of ${repository.name} is not the file that Cloze's catalogue knows: the hub states another hash. Nothing was downloaded. To take what the hub has now, name its commit: ${repository.name}@${repository.commit}.`,
  });
}

/** What config.json says. */
export function parseConfig(name: string, text: string): Readonly<Record<string, unknown>> {
  try {
    const config: unknown = parseJson(text);
    if (typeof config === 'object' && config !== null) return config as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw unsupported(name, 'Its config.json is no JSON object.');
}

export function unsupported(name: string, why: string): ClozeError {
  return new ClozeError({
    code: 'model-unsupported',
    message: `${name} cannot be used. ${why} Its weights were not downloaded; choose another model.`,
    action: 'choose-model',
  });
}
