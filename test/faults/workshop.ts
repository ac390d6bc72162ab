import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineInit } from '../../src/common/methods/lifecycle.js';
import { createEngine, type Engine } from '../../src/engine/engine.js';
import { copyModel } from '../util/copyModel.js';
import { tinyTokenizer } from '../util/tinyTokenizer.js';

export const causalModels = ['llama-tied', 'gpt2', 'gptj', 'qwen3', 'gemma3'] as const;
export const encoderModels = ['bert-pretraining', 'roberta-masked-lm', 'modernbert-masked-lm'] as const;
export type SmallModel = (typeof causalModels)[number] | (typeof encoderModels)[number];

/** A folder with small models of all kinds, and room for what is broken. */
export class Workshop {
  #count = 0;
  #engine: Engine | undefined;

  private constructor(readonly folder: string) {}

  static async open(): Promise<Workshop> {
    const workshop = new Workshop(await mkdtemp(join(tmpdir(), 'cloze-faults-')));
    for (const model of [...causalModels, ...encoderModels]) {
      const folder = workshop.model(model);
      await copyModel(model, folder);
      await writeFile(join(folder, 'tokenizer.json'), JSON.stringify(tinyTokenizer));
    }
    return workshop;
  }

  model(name: SmallModel): string {
    return join(this.folder, 'models', name);
  }

  /** A path that nothing has yet. */
  fresh(): string {
    return join(this.folder, `case-${this.#count++}`);
  }

  init(causalModel = this.model('llama-tied'), encoderModel = this.model('bert-pretraining'), cacheFolder = this.folder): EngineInit {
    return { modelFolders: [], cacheFolder, causalModel, encoderModel, device: 'cpu', threads: 1 };
  }

  /** An engine of small models that all cases share: what one of them does must not harm the next. */
  engine(): Engine {
    return (this.#engine ??= this.newEngine(this.init()));
  }

  newEngine(init: EngineInit): Engine {
    return createEngine(init, { log: () => undefined, now: () => performance.now() });
  }

  async close(): Promise<void> {
    await this.#engine?.dispose();
    await rm(this.folder, { recursive: true, force: true });
  }
}
