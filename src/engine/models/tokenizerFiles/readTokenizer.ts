import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TokenizerFiles } from '../checkpoint.js';
import { isRecord, readJsonFile, readTextFile, type JsonRecord } from '../json.js';
import { modelInvalid } from '../modelErrors.js';
import { byteLevelTokenizer } from './byteLevelTokenizer.js';
import { sentencePieceTokenizer } from './sentencePieceTokenizer.js';
import { parseSentencePiece } from './sentencePieceModel.js';
import { tokenizerKind } from './tokenizerKind.js';
import { wordPieceTokenizer } from './wordPieceTokenizer.js';

const mebibyte = 2 ** 20;

/** What a SentencePiece model is called in the folders of the various kinds of models. */
const sentencePieceFiles = ['tokenizer.model', 'sentencepiece.bpe.model', 'spiece.model', 'spm.model'];

/**
 * The tokenizer in a folder: tokenizer.json, or what older folders have in its place, put into the same shape.
 * @param modelConfig what config.json says
 */
export async function readTokenizer(folder: string, files: readonly string[], modelConfig: JsonRecord): Promise<TokenizerFiles> {
  const optional = async (name: string): Promise<JsonRecord> =>
    files.includes(name) ? readJsonFile(join(folder, name), 16 * mebibyte) : {};
  const config = { ...(await optional('tokenizer_config.json')), ...(await chatTemplateFile(folder, files)) };
  const ends = [modelConfig, await optional('generation_config.json')].flatMap(({ eos_token_id: ids }) => numbersIn(ids));
  if (files.includes('tokenizer.json')) return { tokenizer: await readJsonFile(join(folder, 'tokenizer.json'), 256 * mebibyte), config, ends };

  const settings = { ...(await optional('special_tokens_map.json')), ...config };
  const older = { kind: tokenizerKind(settings, modelConfig), settings, added: readAdded(folder, settings, await optional('added_tokens.json')) };
  const text = (name: string): Promise<string> => readTextFile(join(folder, name), 64 * mebibyte);
  const model = sentencePieceFiles.find((name) => files.includes(name));
  if (model !== undefined) {
    const path = join(folder, model);
    return { tokenizer: sentencePieceTokenizer(path, parseSentencePiece(path, await readFile(path)), older), config: settings, ends };
  }
  if (files.includes('vocab.json') && files.includes('merges.txt')) {
    const vocabulary = await readJsonFile(join(folder, 'vocab.json'), 64 * mebibyte);
    return { tokenizer: byteLevelTokenizer(vocabulary, await text('merges.txt'), older), config: settings, ends };
  }
  if (files.includes('vocab.txt')) return { tokenizer: wordPieceTokenizer(await text('vocab.txt'), older), config: settings, ends };
  throw modelInvalid(
    folder,
    `It has no tokenizer: neither tokenizer.json, nor vocab.json with merges.txt, nor vocab.txt, nor ${sentencePieceFiles.join(' or ')}. ` +
      'Copy these files from the model that it was made from.',
  );
}

/** The template of a chat where it has a file of its own, under the name that tokenizer_config.json has for it. */
async function chatTemplateFile(folder: string, files: readonly string[]): Promise<JsonRecord> {
  if (files.includes('chat_template.jinja')) {
    return { chat_template: await readTextFile(join(folder, 'chat_template.jinja'), mebibyte) };
  }
  if (!files.includes('chat_template.json')) return {};
  return { chat_template: (await readJsonFile(join(folder, 'chat_template.json'), mebibyte)).chat_template };
}

function numbersIn(ids: unknown): number[] {
  return [ids].flat().filter((id) => typeof id === 'number');
}

/** Tokens beside the vocabulary, by their numbers: `added_tokens_decoder` in newer folders, added_tokens.json in older ones. */
function readAdded(folder: string, settings: JsonRecord, older: JsonRecord): JsonRecord[] {
  const decoder = settings.added_tokens_decoder;
  const newer = Object.entries(isRecord(decoder) ? decoder : {}).flatMap(([id, token]) => (isRecord(token) ? [{ ...token, id: Number(id) }] : []));
  if (newer.length > 0) return newer;
  for (const [content, id] of Object.entries(older)) {
    if (typeof id !== 'number') throw modelInvalid(join(folder, 'added_tokens.json'), `It gives ${JSON.stringify(content)} no number.`);
  }
  return Object.entries(older).map(([content, id]) => ({ content, id }));
}
