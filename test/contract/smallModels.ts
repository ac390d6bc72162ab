import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineInit } from '../../src/common/methods/lifecycle.js';
import { copyModel } from '../util/copyModel.js';
import { tinyTokenizer } from '../util/tinyTokenizer.js';

/** A model for each thing that the contract asks for. */
const models = ['llama-tied', 'bert-pretraining', 'bert-sequence-classification', 'bert-token-classification', 'bert-question-answering'];

/** Says what is said. */
const chatTemplate = '{% for message in messages %}{{ message.content }}{% endfor %}';

/** What an engine of small models is started with, in a folder of its own, and the folder. */
export interface SmallModels {
  readonly folder: string;
  readonly init: EngineInit;
  remove(): Promise<void>;
}

export async function smallModels(): Promise<SmallModels> {
  const folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  for (const model of models) {
    const target = join(folder, 'models', model);
    await copyModel(model, target);
    await writeFile(join(target, 'tokenizer.json'), JSON.stringify(tinyTokenizer));
    await writeFile(join(target, 'chat_template.jinja'), chatTemplate);
  }
  return {
    folder,
    init: {
      modelFolders: [join(folder, 'models')],
      cacheFolder: join(folder, 'cache'),
      causalModel: 'llama-tied',
      encoderModel: 'bert-pretraining',
      device: 'cpu',
      threads: 1,
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
