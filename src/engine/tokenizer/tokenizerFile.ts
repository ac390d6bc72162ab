import { ClozeError } from '../../common/clozeError.js';
import { isRecord, type JsonRecord } from '../models/json.js';

/** A tokenizer.json whose outline was checked. What its parts mean, the library knows. */
export interface TokenizerFile extends JsonRecord {
  readonly added_tokens: readonly AddedToken[];
  readonly normalizer: unknown;
  readonly pre_tokenizer: unknown;
  readonly post_processor: unknown;
  readonly decoder: unknown;
  readonly model: JsonRecord;
}

export interface AddedToken extends JsonRecord {
  readonly id: number;
  readonly content: string;
}

/** Ids are used as places in arrays, so an absurd one must not get far. */
const largestId = 2 ** 22;

/** Checks what would otherwise fail deep inside the library. Parts that the format lets out are null. */
export function checkTokenizerFile(value: unknown): TokenizerFile {
  if (!isRecord(value)) throw invalidTokenizer('It is no JSON object.');
  const { model, added_tokens: added = [] } = value;
  if (!isRecord(model)) throw invalidTokenizer('It has no "model".');
  if (!['BPE', 'WordPiece', 'Unigram'].includes(model.type as string)) {
    throw invalidTokenizer(`Its model is of the type ${JSON.stringify(model.type)}; Cloze reads BPE, WordPiece and Unigram.`);
  }
  checkVocabulary(model);
  if (model.type === 'BPE' && !Array.isArray(model.merges)) throw invalidTokenizer('It has no list of merges.');
  if (!Array.isArray(added) || !added.every(isAddedToken)) throw invalidTokenizer('Its "added_tokens" are no list of tokens.');
  const { normalizer = null, pre_tokenizer = null, post_processor = null, decoder = null } = value;
  return { ...value, added_tokens: added, normalizer, pre_tokenizer, post_processor, decoder, model };
}

/** `what` is a full sentence. */
export function invalidTokenizer(what: string, options?: { cause?: unknown }): ClozeError {
  const message = `The model's tokenizer.json cannot be used. ${what} Get the model again, or choose another one.`;
  return new ClozeError({ code: 'model-invalid', message, action: 'choose-model' }, options);
}

/**
 * Checks that each token has a number of sane size. Done on the library's map, since walking through a large object takes ten times as long.
 */
export function checkIds(ids: Iterable<unknown>): void {
  for (const id of ids) {
    if (!isId(id)) throw invalidTokenizer(`Its vocabulary gives a token the number ${JSON.stringify(id)}.`);
  }
}

/**
 * Checks that the model knows each token that a text may have. Special tokens beyond its vocabulary are common, and nothing comes of those
 * that are not used.
 */
export function checkKnown(file: TokenizerFile, ids: ReadonlyMap<string, number>, modelVocabulary: number): void {
  const special = new Set(file.added_tokens.filter((token) => token.special === true).map(({ content }) => content));
  for (const [name, id] of ids) {
    if (id >= modelVocabulary && !special.has(name)) throw unknownToken(JSON.stringify(name), id, modelVocabulary);
  }
}

/** A token has a number that the model does not know. */
export function unknownToken(token: string, id: number, modelVocabulary: number): ClozeError {
  return invalidTokenizer(`It gives ${token} the number ${id}, and the model knows ${modelVocabulary} tokens, from 0.`);
}

function checkVocabulary({ type, vocab }: JsonRecord): void {
  if (type !== 'Unigram') {
    if (!isRecord(vocab)) throw invalidTokenizer('It has no vocabulary.');
    return;
  }
  const isPiece = (piece: unknown): boolean => Array.isArray(piece) && typeof piece[0] === 'string' && typeof piece[1] === 'number';
  if (!Array.isArray(vocab) || !vocab.every(isPiece)) throw invalidTokenizer('Its vocabulary is no list of pieces.');
}

function isAddedToken(value: unknown): value is AddedToken {
  return isRecord(value) && isId(value.id) && typeof value.content === 'string' && value.content !== '';
}

function isId(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < largestId;
}
