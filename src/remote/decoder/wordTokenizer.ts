import { decodeUtf8, encodeUtf8 } from '../../engine/decode/utf8.js';
import type { Token } from '../../engine/tokenizer/token.js';
import type { Tokenizer } from '../../engine/tokenizer/tokenizer.js';

/** A word with the space before it, a number, punctuation, or white space: as most models' tokenizers cut a text first. */
const pieces = / ?\p{L}[\p{L}\p{M}]*| ?\p{N}{1,3}| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s/gu;

/** Stands for the start and for the end of a document. */
const documentEdge = 0 as Token;

/**
 * Stands for the tokenizer of a model on a server whose own is not known here: a text is cut into words, and what else there is becomes known
 * with the server's answers.
 */
export class WordTokenizer implements Tokenizer {
  readonly isOpen = true;
  readonly documentStart = documentEdge;
  readonly documentEnds: ReadonlySet<Token> = new Set([documentEdge]);
  readonly #bytes: Uint8Array[] = [new Uint8Array()];
  readonly #ids = new Map<string, Token>();

  get vocabularySize(): number {
    return this.#bytes.length;
  }

  /** The token of some bytes, made where there is none. */
  tokenOf(bytes: Uint8Array): Token {
    const key = Buffer.from(bytes).toString('latin1');
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const made = this.#bytes.push(bytes) - 1;
    this.#ids.set(key, made as Token);
    return made as Token;
  }

  encode(text: string): Token[] {
    return Array.from(text.matchAll(pieces), ([piece]) => this.tokenOf(encodeUtf8(piece)));
  }

  encodeWithSpecialTokens(text: string): Token[] {
    return this.encode(text);
  }

  decode(tokens: readonly Token[]): string {
    return decodeUtf8(Buffer.concat(tokens.map((token) => this.bytes(token))));
  }

  bytes(token: Token): Uint8Array {
    return this.#bytes[token] ?? new Uint8Array();
  }

  compatible(): { readonly extend: readonly Token[]; readonly within: readonly Token[] } {
    return { extend: [], within: [] };
  }
}
