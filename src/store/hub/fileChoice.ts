import { ClozeError } from '../../common/clozeError.js';
import { chooseGguf, isGguf } from './ggufChoice.js';
import type { HubFile, Repository } from './repository.js';

/** The files of a model that are downloaded, in two turns. */
export interface FileChoice {
  /** Small: what says which architecture it is, the tokenizer, the license. */
  readonly first: readonly HubFile[];
  readonly weights: readonly HubFile[];
}

const shard = /^model-(\d{5})-of-(\d{5})\.safetensors$/;
const small =
  /^(?:(?:config|generation_config|tokenizer|tokenizer_config|special_tokens_map|added_tokens|vocab|modules|sentence_bert_config|config_sentence_transformers|chat_template)\.json|merges\.txt|vocab\.txt|(?:tokenizer|spiece|sentencepiece\.bpe)\.model|spm\.model|chat_template\.jinja|(?:LICEN[SC]E|NOTICE|USE_POLICY)(?:\.\w+)?|1_Pooling\/config\.json)$/i;

/**
 * Chooses what a model needs: its configuration and tokenizer, and one form of its weights: safetensors, or the GGUF file of the
 * quantization that is asked for.
 * @throws ClozeError `model-unsupported` where there are no weights that Cloze reads
 */
export function chooseFiles(repository: Repository, quantization?: string): FileChoice {
  const { name, files } = repository;
  const first = files
    .filter(({ path }) => small.test(path))
    .sort((a, b) => Number(b.path === 'config.json') - Number(a.path === 'config.json'));
  const safetensors = quantization === undefined ? safetensorsOf(files) : [];
  if (safetensors.length > 0) {
    if (!files.some(({ path }) => path === 'config.json'))
      throw unsupported(name, 'It has no config.json, as adapters and parts of models have none.');
    if (!hasTokenizer(files)) throw unsupported(name, 'It has no tokenizer, without which its words are not known.');
    return { first: [...first, ...safetensors.filter(isIndex)], weights: safetensors.filter((file) => !isIndex(file)) };
  }
  if (files.some(isGguf))
    return { first: first.filter(({ path }) => /^(?:LICEN|NOTICE)/i.test(path)), weights: chooseGguf(name, files, quantization) };
  if (quantization !== undefined)
    throw unsupported(name, `It has no GGUF files, so there is no ${quantization}; without ":${quantization}" its own weights are meant.`);
  throw unsupported(name, reason(files));
}

/** Any of these is enough to read the words of a model. */
const tokenizers = [
  ['tokenizer.json'],
  ['vocab.json', 'merges.txt'],
  ['vocab.txt'],
  ['tokenizer.model'],
  ['sentencepiece.bpe.model'],
  ['spiece.model'],
  ['spm.model'],
];

function hasTokenizer(files: readonly HubFile[]): boolean {
  const paths = new Set(files.map(({ path }) => path));
  return tokenizers.some((names) => names.every((name) => paths.has(name)));
}

const isIndex = ({ path }: HubFile): boolean => path.endsWith('.index.json');

function safetensorsOf(files: readonly HubFile[]): readonly HubFile[] {
  const whole = files.find(({ path }) => path === 'model.safetensors');
  if (whole !== undefined) return [whole];
  const index = files.find(({ path }) => path === 'model.safetensors.index.json');
  return index === undefined ? [] : [index, ...files.filter(({ path }) => shard.test(path))];
}

function reason(files: readonly HubFile[]): string {
  if (files.some(({ path }) => path === 'adapter_config.json'))
    return 'It is an adapter, which changes another model; Cloze needs a whole one.';
  const pickled = files.find(({ path }) => /\.(?:bin|pt|pth|ckpt)$/.test(path));
  if (pickled !== undefined)
    return `Its weights are in ${pickled.path}, a format that can run programs; Cloze reads model.safetensors and GGUF.`;
  return 'It has no weights that Cloze reads: neither model.safetensors nor a GGUF file.';
}

function unsupported(name: string, why: string): ClozeError {
  return new ClozeError({
    code: 'model-unsupported',
    message: `${name} cannot be used. ${why} Nothing was downloaded; choose another model.`,
    action: 'choose-model',
  });
}
