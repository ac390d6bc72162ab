import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isRecord, readJsonFile, readJsonList, type JsonRecord } from './json.js';
import { modelInvalid, modelUnsupported } from './modelErrors.js';
import { SafetensorsFile } from './safetensors.js';
import { SafetensorsTensors } from './safetensorsTensors.js';

import { poolings, type SentenceDense, type SentenceModules, type SentencePooling } from './sentenceModules.js';

/** Reads the modules of a folder of sentence-transformers; undefined where it is none. */
export async function readSentenceModules(folder: string, files: readonly string[]): Promise<SentenceModules | undefined> {
  if (!files.includes('modules.json')) return undefined;
  const modules = await readJsonList(join(folder, 'modules.json'), 2 ** 20);
  const found = modules.filter(isRecord).map(({ type, path }) => ({
    kind: typeof type === 'string' ? (type.split('.').at(-1) ?? '') : '',
    folder: join(folder, plainName(folder, path)),
  }));
  const unknown = found.find(({ kind }) => !['Transformer', 'Pooling', 'Normalize', 'Dense', 'Dropout'].includes(kind));
  if (unknown !== undefined) throw modelUnsupported(folder, `Its vectors go through a module "${unknown.kind}" (modules.json).`);
  const pooling = found.find(({ kind }) => kind === 'Pooling');
  const config = pooling === undefined ? {} : await readJsonFile(join(pooling.folder, 'config.json'), 2 ** 20);
  const dense: SentenceDense[] = [];
  for (const each of found) if (each.kind === 'Dense') dense.push(await readDense(each.folder));
  return {
    ...(await readPrompts(folder, files)),
    poolings: readPoolings(folder, config),
    dense,
    normalizes: found.some(({ kind }) => kind === 'Normalize'),
    countsPrompt: config.include_prompt !== false,
    ...(await readMaxTokens(folder, files)),
  };
}

/** Paths of modules are names of folders beside modules.json; none is the folder itself. */
function plainName(folder: string, path: unknown): string {
  if (path === undefined || path === '') return '.';
  if (typeof path === 'string' && /^\w[\w.-]*$/.test(path)) return path;
  throw modelInvalid(join(folder, 'modules.json'), `It names the folder ${JSON.stringify(path)}, which is no plain name.`);
}

function readPoolings(folder: string, config: JsonRecord): SentencePooling[] {
  const newer = config.pooling_mode;
  const names = Array.isArray(newer) ? newer : typeof newer === 'string' ? [newer] : undefined;
  const found = poolings.filter((pooling) => (names === undefined ? config[olderKeys[pooling]] === true : names.includes(pooling)));
  if (found.length > 0) return found;
  if (names !== undefined) throw modelUnsupported(folder, `It makes vectors by the pooling ${JSON.stringify(newer)}.`);
  return ['mean'];
}

/** The keys of older configurations. */
const olderKeys: Readonly<Record<SentencePooling, string>> = {
  cls: 'pooling_mode_cls_token',
  mean: 'pooling_mode_mean_tokens',
  max: 'pooling_mode_max_tokens',
  lasttoken: 'pooling_mode_lasttoken',
  weightedmean: 'pooling_mode_weightedmean_tokens',
  mean_sqrt_len_tokens: 'pooling_mode_mean_sqrt_len_tokens',
};

async function readPrompts(folder: string, files: readonly string[]): Promise<Pick<SentenceModules, 'prompts' | 'defaultPrompt'>> {
  const name = 'config_sentence_transformers.json';
  if (!files.includes(name)) return { prompts: {} };
  const { prompts, default_prompt_name: usual } = await readJsonFile(join(folder, name), 2 ** 20);
  const texts = isRecord(prompts) ? Object.entries(prompts).filter((entry): entry is [string, string] => typeof entry[1] === 'string') : [];
  return { prompts: Object.fromEntries(texts), ...(typeof usual === 'string' && { defaultPrompt: usual }) };
}

async function readMaxTokens(folder: string, files: readonly string[]): Promise<Pick<SentenceModules, 'maxTokens'>> {
  if (!files.includes('sentence_bert_config.json')) return {};
  const { max_seq_length: length } = await readJsonFile(join(folder, 'sentence_bert_config.json'), 2 ** 20);
  return typeof length === 'number' && Number.isInteger(length) && length > 2 ? { maxTokens: length } : {};
}

async function readDense(folder: string): Promise<SentenceDense> {
  const { activation_function: name = 'torch.nn.modules.activation.Tanh', in_features, out_features } = await readJsonFile(join(folder, 'config.json'), 2 ** 20);
  const activation = String(name).endsWith('.Tanh') ? 'tanh' : String(name).endsWith('.Identity') ? 'identity' : undefined;
  if (activation === undefined) throw modelUnsupported(folder, `Its activation is ${JSON.stringify(name)}.`);
  if (!(await readdir(folder)).includes('model.safetensors')) {
    throw modelUnsupported(folder, 'This layer of its vectors is there as a pickle (pytorch_model.bin) only, which could run programs; Cloze reads model.safetensors.');
  }
  const file = await SafetensorsFile.open(join(folder, 'model.safetensors'));
  try {
    const tensors = new SafetensorsTensors(folder, file.tensors);
    const weight = await tensors.floats('linear.weight');
    const rows = tensors.shape('linear.weight')[0] ?? 0;
    if (rows !== out_features || weight.length !== rows * Number(in_features)) throw modelInvalid(folder, 'Its weights and its config.json do not belong together.');
    return { weight, bias: tensors.has('linear.bias') ? await tensors.floats('linear.bias') : new Float32Array(rows), activation };
  } finally {
    await file.close();
  }
}
