import { isRecord } from '../models/json.js';
import type { Token } from './token.js';
import { byteCharactersToLatin1 } from './byteCharacters.js';
import type { TokenizerFile } from './tokenizerFile.js';

/**
 * What each token stands for in bytes, and which tokens start with which bytes.
 * Bytes are kept as Latin-1 strings: one character a byte, and the order of strings is the order of bytes.
 */
export class Vocabulary {
  readonly #file: TokenizerFile;
  readonly #names: readonly (string | undefined)[];
  #latin1: readonly (string | undefined)[] | undefined;
  #sorted: Sorted | undefined;

  /** @param names how the vocabulary writes each token, by its id */
  constructor(file: TokenizerFile, names: readonly (string | undefined)[]) {
    this.#file = file;
    this.#names = names;
  }

  get size(): number {
    return this.#names.length;
  }

  /** The bytes of a token; none for special tokens and for ids without a token. */
  bytes(token: Token): Uint8Array {
    return Uint8Array.from(Buffer.from(this.latin1()[token] ?? '', 'latin1'));
  }

  /** See `Tokenizer.compatible`. */
  compatible(prefix: Uint8Array): { readonly extend: Token[]; readonly within: Token[] } {
    this.#sorted ??= sort(this.latin1());
    const { keys, tokens } = this.#sorted;
    const text = Buffer.from(prefix).toString('latin1');
    // No byte sorts after U+0100.
    const extend = tokens.slice(lowerBound(keys, text), lowerBound(keys, `${text}\u0100`));
    const within: Token[] = [];
    for (let length = 1; length < text.length; length++) {
      const part = text.slice(0, length);
      for (let i = lowerBound(keys, part); keys[i] === part; i++) within.push(tokens[i] as Token);
    }
    return { extend, within };
  }

  private latin1(): readonly (string | undefined)[] {
    return (this.#latin1 ??= readLatin1(this.#file, this.#names));
  }
}

interface Sorted {
  readonly keys: readonly string[];
  readonly tokens: readonly Token[];
}

/** Tokens that stand for bytes, in the order of these. */
function sort(latin1: readonly (string | undefined)[]): Sorted {
  const tokens = [...latin1.keys()].filter((id) => latin1[id]);
  const key = (id: number): string => latin1[id] as string;
  tokens.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a - b));
  return { keys: tokens.map(key), tokens: tokens as Token[] };
}

/** The first place whose key is not before `key`. */
function lowerBound(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] as string) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The bytes of each token by its id. Added tokens stand as they are, whatever the vocabulary's way of writing is. */
function readLatin1(file: TokenizerFile, names: readonly (string | undefined)[]): (string | undefined)[] {
  const read = readerOf(file);
  const latin1 = Array.from(names, (name) => (name === undefined ? undefined : read(name)));
  for (const { id, content, special } of file.added_tokens) latin1[id] = special === true ? undefined : utf8(content);
  return latin1;
}

/** How the vocabulary writes bytes. */
function readerOf({ model, pre_tokenizer, decoder }: TokenizerFile): (token: string) => string {
  if (has(pre_tokenizer, 'ByteLevel') || has(decoder, 'ByteLevel')) return (token) => byteCharactersToLatin1(token) ?? utf8(token);
  if (model.type === 'WordPiece') return wordPieceReader(model.continuing_subword_prefix);
  return sentencePiece;
}

/** Pieces within a word carry a prefix. The space before a word is a part of none. */
function wordPieceReader(prefix: unknown): (token: string) => string {
  const within = typeof prefix === 'string' ? prefix : '##';
  return (token) => utf8(token.startsWith(within) ? token.slice(within.length) : token);
}

/** Spaces are written as U+2581, and bytes without a token of their own as <0x0A>. */
function sentencePiece(token: string): string {
  const [, hexadecimal] = /^<0x([0-9A-F]{2})>$/.exec(token) ?? [];
  return hexadecimal === undefined ? utf8(token.replaceAll('\u2581', ' ')) : String.fromCharCode(parseInt(hexadecimal, 16));
}

function utf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** Whether a part of a tokenizer.json, or a part of it, is of a type. */
function has(part: unknown, type: string): boolean {
  if (Array.isArray(part)) return part.some((item) => has(item, type));
  return isRecord(part) && (part.type === type || Object.values(part).some((item) => typeof item === 'object' && has(item, type)));
}
