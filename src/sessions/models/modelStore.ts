import * as v from 'valibot';
import type { CancellationToken } from '../../common/cancellation.js';
import { ClozeError } from '../../common/clozeError.js';
import { errorDetail } from '../../common/methods/lifecycle.js';
import {
  exportedAnswer,
  type HubModel,
  type ListedModel,
  listedModel,
  type PlannedPull,
  plannedPull,
  pulledAnswer,
  type RecommendedModel,
  removedAnswer,
  searchAnswer,
} from '../../common/modelTool/answers.js';
import { type CudaPlan, cudaPlan, type CudaSupport, cudaSupport } from '../../common/modelTool/cudaSupport.js';
import { type PullProgress, pullProgress } from '../../common/modelTool/pullProgress.js';
import { parseJson } from '../../common/parseJson.js';

/** A run of the command line tool: the words after its name. */
export interface ToolRun {
  readonly words: readonly string[];
  readonly cancel: CancellationToken;
  /** Gets each line of standard error. */
  readonly onLine?: (line: string) => void;
}

/** What an encoder is exported for: servers of the Open Inference Protocol, those that know no small weights, or Text Embeddings Inference. */
export type ExportKind = 'oip' | 'oip-float32' | 'tei';

/** Runs the tool in a process of its own; resolves with its standard output when it has ended. */
export type RunTool = (run: ToolRun) => Promise<string>;

/** Models on this machine and on the hub. What connects and writes is the command line tool, in a process of its own. */
export class ModelStore {
  constructor(private readonly runTool: RunTool) {}

  /** The models on this machine, those of other programs too. */
  list(cancel: CancellationToken): Promise<readonly ListedModel[]> {
    return this.#answer(v.array(listedModel), ['models', 'list'], cancel);
  }

  /** The models that Cloze recommends. Asks no server. */
  async recommended(cancel: CancellationToken): Promise<readonly RecommendedModel[]> {
    return (await this.#answer(searchAnswer, ['models', 'search', '--catalogue'], cancel)).catalogue;
  }

  /** Models of the hub whose names have the words. */
  async search(words: string, cancel: CancellationToken): Promise<readonly HubModel[]> {
    const { catalogue, hub } = await this.#answer(searchAnswer, ['models', 'search', '--', ...words.split(/\s+/).filter(Boolean)], cancel);
    const known = catalogue.map(({ name, gated }) => ({ name, gated, downloads: 0 }));
    return [...known, ...hub];
  }

  /** What a download would bring; nothing is written. */
  plan(name: string, cancel: CancellationToken): Promise<PlannedPull> {
    return this.#answer(plannedPull, ['models', 'pull', '--dry-run', '--', name], cancel);
  }

  /** Downloads a model, or goes on with a download. */
  pull(name: string, onProgress: (progress: PullProgress) => void, cancel: CancellationToken): Promise<{ readonly name: string }> {
    return this.#answer(pulledAnswer, ['models', 'pull', '--progress', '--', name], cancel, (line) => {
      const progress = progressIn(line);
      if (progress !== undefined) onProgress(progress);
    });
  }

  /** Removes a downloaded model; resolves with how many bytes it took. */
  async remove(name: string, cancel: CancellationToken): Promise<number> {
    return (await this.#answer(removedAnswer, ['models', 'remove', '--', name], cancel)).bytes;
  }

  /** What support for CUDA would bring; nothing is written. */
  planCuda(cancel: CancellationToken): Promise<CudaPlan> {
    return this.#answer(cudaPlan, ['devices', 'install', '--dry-run', '--', 'cuda'], cancel);
  }

  /** Installs it, or goes on with its download. */
  installCuda(onProgress: (progress: PullProgress) => void, cancel: CancellationToken): Promise<CudaSupport> {
    return this.#answer(cudaSupport, ['devices', 'install', '--progress', '--', 'cuda'], cancel, (line) => {
      const progress = progressIn(line);
      if (progress !== undefined) onProgress(progress);
    });
  }

  /** Writes an encoder, by its name or path, for a kind of server into a folder. */
  export(
    encoder: string,
    { kind, folder }: { readonly kind: ExportKind; readonly folder: string },
    onProgress: (progress: PullProgress) => void,
    cancel: CancellationToken,
  ): Promise<{ readonly model: string }> {
    const target = kind === 'tei' ? ['--tei', folder] : ['--oip', folder, ...(kind === 'oip-float32' ? ['--precision', 'float32'] : [])];
    return this.#answer(exportedAnswer, ['export', '--progress', ...target, '--encoder', encoder], cancel, (line) => {
      const progress = progressIn(line);
      if (progress !== undefined) onProgress(progress);
    });
  }

  async #answer<T>(
    schema: v.GenericSchema<unknown, T>,
    [family = '', command = '', ...words]: readonly string[],
    cancel: CancellationToken,
    onLine?: (line: string) => void,
  ): Promise<T> {
    const output = await this.runTool({ words: [family, command, '--json', ...words], cancel, ...(onLine && { onLine }) });
    const answer = jsonIn(output);
    const failed = v.safeParse(v.object({ error: errorDetail }), answer);
    if (failed.success) throw new ClozeError(failed.output.error);
    const read = v.safeParse(schema, answer);
    if (read.success) return read.output;
    const message = `cloze ${family} ${command} gave no answer that can be read. The log has what it said.`;
    throw new ClozeError({ code: 'internal', message, action: 'show-log' });
  }
}

function progressIn(line: string): PullProgress | undefined {
  const read = v.safeParse(pullProgress, jsonIn(line));
  return read.success ? read.output : undefined;
}

function jsonIn(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
