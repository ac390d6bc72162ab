import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { neverCancelled } from '../../../src/common/cancellation.js';
import { parseReference } from '../../../src/store/hub/modelReference.js';
import type { PullProgress } from '../../../src/common/modelTool/pullProgress.js';
import { type PulledModel, type PullRequest, type PullTools, pullModel } from '../../../src/store/pullModel.js';
import { LocalHub, type LocalRepository } from '../../util/localHub.js';

/** A hub, a cache and what is pulled from the one into the other. */
export class Pulls {
  readonly told: PullProgress[] = [];
  /** How long each pause was meant to be; none takes any time. */
  readonly pauses: number[] = [];

  private constructor(
    readonly hub: LocalHub,
    readonly cacheFolder: string,
  ) {}

  static async start(options: { secure?: true } = {}): Promise<Pulls> {
    const pulls = new Pulls(await LocalHub.start(options), await mkdtemp(path.join(tmpdir(), 'cloze-store-')));
    pulls.hub.repositories.set('writer/tiny', tiny);
    return pulls;
  }

  async end(): Promise<void> {
    await this.hub.stop();
    await rm(this.cacheFolder, { recursive: true, force: true });
  }

  /** The folder of a model in the cache. */
  folderOf(name: string): string {
    return path.join(this.cacheFolder, `models--${name.replace('/', '--')}`);
  }

  pull(name = 'writer/tiny', changes: Partial<PullRequest> = {}, tools: PullTools = {}): Promise<PulledModel> {
    const request: PullRequest = {
      reference: parseReference(name),
      cacheFolder: this.cacheFolder,
      cancel: neverCancelled,
      refusal: (config) => (config['model_type'] === 'llama' ? undefined : `It needs the architecture "${String(config['model_type'])}".`),
      ggufRefusal: (architecture) => (architecture === 'llama' ? undefined : `It needs the architecture "${architecture}".`),
      onProgress: (progress) => this.told.push(progress),
      ...changes,
      environment: { HF_ENDPOINT: this.hub.endpoint, ...changes.environment },
    };
    const wait = (ms: number, signal: AbortSignal): Promise<void> => {
      signal.throwIfAborted();
      this.pauses.push(ms);
      return new Promise((resolve) => setImmediate(resolve));
    };
    return pullModel(request, { pause: { wait, random: () => 0.5 }, ...tools });
  }
}

/** Bytes that follow from a number. */
export function content(bytes: number, seed = 1): Uint8Array {
  const result = new Uint8Array(bytes);
  for (let i = 0, state = seed; i < bytes; i++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    result[i] = state >>> 24;
  }
  return result;
}

export const weights = content(3_000_000);

const tiny: LocalRepository = {
  files: {
    '.gitattributes': '*.safetensors filter=lfs',
    'README.md': '# Tiny',
    'config.json': '{"model_type":"llama"}',
    'tokenizer.json': JSON.stringify({ words: 'x'.repeat(5000) }),
    'model.safetensors': weights,
    'pytorch_model.bin': content(5000),
    'onnx/model.onnx': content(5000),
  },
};
