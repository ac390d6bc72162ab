import { isRecord } from '../models/json.js';
import type { Token } from './token.js';
import type { Tokenizer } from './tokenizer.js';
import type { TokenizerFile } from './tokenizerFile.js';

/** What a token is in words: it begins one, goes on with one, or is no letters at all. */
export type PieceKind = 'word' | 'continuation' | 'other';

export interface Piece {
  readonly kind: PieceKind;
  /** Its letters, without what shows where it stands. */
  readonly text: string;
}

/** Letters of a word, or a number. One letter alone is a word only where English has such a word. */
const word = /^(?:[\p{L}\p{M}]{2,}|[ai]|\p{N}+)$/iu;
const continuation = /^(?:[\p{L}\p{M}]+|\p{N}+)$/u;

const other: Piece = { kind: 'other', text: '' };

/** Tells whole words from pieces of words in the vocabulary of an encoder. */
export class WordPieces {
  readonly #known: (Piece | undefined)[] = [];
  readonly #read: (token: Token) => Piece;

  constructor(file: TokenizerFile, tokenizer: Pick<Tokenizer, 'bytes'>) {
    this.#read = file.model.type === 'WordPiece' ? wordPieceReader(file) : spacedReader(tokenizer);
  }

  of(token: Token): Piece {
    return (this.#known[token] ??= this.#read(token));
  }
}

/** In WordPiece what goes on with a word has a prefix. */
function wordPieceReader({ model, added_tokens }: TokenizerFile): (token: Token) => Piece {
  const prefix = typeof model.continuing_subword_prefix === 'string' ? model.continuing_subword_prefix : '##';
  const names: string[] = [];
  for (const [name, id] of Object.entries(isRecord(model.vocab) ? model.vocab : {})) names[id as number] = name;
  const special = new Set(added_tokens.map(({ id }) => id));
  return (token) => {
    const name = special.has(token) ? '' : (names[token] ?? '');
    return name.startsWith(prefix) ? piece('continuation', name.slice(prefix.length)) : piece('word', name);
  };
}

/** Elsewhere what begins a word has the space before it. */
function spacedReader(tokenizer: Pick<Tokenizer, 'bytes'>): (token: Token) => Piece {
  return (token) => {
    const text = Buffer.from(tokenizer.bytes(token)).toString('utf8');
    return text.startsWith(' ') ? piece('word', text.slice(1)) : piece('continuation', text);
  };
}

function piece(kind: 'word' | 'continuation', text: string): Piece {
  return (kind === 'word' ? word : continuation).test(text) ? { kind, text } : other;
}
