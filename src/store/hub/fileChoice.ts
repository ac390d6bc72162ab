import { object, record, safeParse, string } from 'valibot';
import { ClozeError } from '../../common/clozeError.js';
import { parseJson } from '../../common/parseJson.js';
import { chooseGguf, isGguf } from './ggufChoice.js';
import type { HubFile, Repository } from './repository.js';

/** The files of a model that are downloaded, in two turns. */
export interface FileChoice {
  /** Small: what says which architecture it is, the tokenizer, the license. */
  readonly first: readonly HubFile[];
  /**
   * The weights.
   * @param read reads one of the first files
   */
  readonly weights: (read: (file: string) => Promise<string>) => Promise<readonly HubFile[]>;
}

/** Says which file each tensor is in, where a model has several. */
const index = 'model.safetensors.index.json';
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
  const whole = files.find(({ path }) => path === 'model.safetensors');
  const listed = files.find(({ path }) => path === index);
  if (quantization === undefined && (whole ?? listed) !== undefined) {
    if (!files.some(({ path }) => path === 'config.json'))
      throw unsupported(name, 'It has no config.json, as adapters and parts of models have none.');
    if (!hasTokenizer(files)) throw unsupported(name, 'It has no tokenizer, without which its words are not known.');
    if (whole !== undefined) return { first, weights: () => Promise.resolve([whole]) };
    return { first: [...first, ...(listed ? [listed] : [])], weights: async (read) => named(repository, await read(index)) };
  }
  if (files.some(isGguf)) {
    const chosen = chooseGguf(name, files, quantization);
    return { first: first.filter(({ path }) => /^(?:LICEN|NOTICE)/i.test(path)), weights: () => Promise.resolve(chosen) };
  }
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

/** The files that an index names, whatever they are called. */
function named({ name, files }: Repository, text: string): HubFile[] {
  const read = safeParse(indexSchema, jsonOf(text));
  if (!read.success) throw unsupported(name, `Its ${index} does not say where its weights are.`);
  return [...new Set(Object.values(read.output.weight_map))].sort().map((path) => {
    const file = path.endsWith('.safetensors') ? files.find((each) => each.path === path) : undefined;
    if (file === undefined) throw unsupported(name, `Its ${index} names ${JSON.stringify(path.slice(0, 100))}, which it does not have.`);
    return file;
  });
}

const indexSchema = object({ weight_map: record(string(), string()) });

function jsonOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
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
