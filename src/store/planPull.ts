import { CachedRepository } from './cache/hubCache.js';
import { checkRoom } from './download/checkRoom.js';
import { chooseFiles } from './hub/fileChoice.js';
import { listRepository } from './hub/repository.js';
import { systemPause } from '../network/systemPause.js';
import { checkExpected, parseConfig, type PullRequest, type PullTools, refusalOfGguf, unsupported, usedName } from './pullModel.js';
import { withHub } from './withHub.js';

/** What a download would bring. */
export interface PullPlan {
  readonly name: string;
  readonly commit: string;
  readonly license?: string;
  readonly gated: boolean;
  /** What config.json says; absent where the weights are a GGUF file. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly bytes: number;
  readonly toDownload: number;
}

/**
 * Asks the hub what a model is and weighs, whether Cloze can use it and whether the disk has room. Writes nothing.
 * @throws ClozeError
 */
export function planPull(request: Omit<PullRequest, 'onProgress'>, tools: PullTools = {}): Promise<PullPlan> {
  const { reference, cacheFolder } = request;
  return withHub(request, { ...tools, pause: { ...(tools.pause ?? systemPause), tries: 2 } }, async (hubFor, signal) => {
    const hub = hubFor(signal);
    const repository = await listRepository(hub, reference);
    const { weights: choose } = chooseFiles(repository, reference.quantization);
    checkExpected(repository, request.expected ?? {});
    const read = (file: string): Promise<string> => hub.text(repository, file);
    const weights = await choose(read);
    const [gguf] = weights.filter(({ path }) => path.endsWith('.gguf'));
    const config = gguf === undefined ? parseConfig(repository.name, await read('config.json')) : undefined;
    const refusal = config === undefined ? gguf && (await refusalOfGguf(hub, repository, gguf, request)) : request.refusal(config);
    if (refusal !== undefined) throw unsupported(repository.name, refusal);
    const { commit, license, gated } = repository;
    return {
      name: usedName(reference),
      commit,
      gated,
      ...(license === undefined ? {} : { license }),
      ...(config === undefined ? {} : { config }),
      bytes: weights.reduce((sum, { bytes }) => sum + bytes, 0),
      toDownload: await checkRoom(new CachedRepository(cacheFolder, reference.repository), weights, tools.freeBytes),
    };
  });
}
