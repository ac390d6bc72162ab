import { isRecord } from '../models/json.js';
import { ByteLevelPreTokenizer, Model, type LibraryModel, type LibraryPreTokenizer } from './library.js';
import type { TokenizerFile } from './tokenizerFile.js';

/** Words come back all the time, long pieces hardly ever. */
const longestRemembered = 64;
const maxRemembered = 50_000;

/**
 * A model of the library that remembers the tokens of each piece of text, and turns pieces into byte-level characters itself, so that this
 * too is done once a piece. Encoding a text again with one more letter takes a third of the time: 4 ms instead of 12 for 24,000 characters.
 */
export class PieceModel extends Model {
  readonly #inner: LibraryModel;
  readonly #byteLevel: LibraryPreTokenizer | undefined;
  readonly #remembered = new Map<string, string[]>();

  /** @param byteLevel whether pieces are plain text but the vocabulary is of byte-level characters */
  constructor(inner: LibraryModel, byteLevel: boolean) {
    super(inner.config);
    this.#inner = inner;
    this.#byteLevel = byteLevel ? new ByteLevelPreTokenizer({ type: 'ByteLevel', use_regex: false }) : undefined;
    this.vocab = inner.vocab;
    this.tokens_to_ids = inner.tokens_to_ids;
    this.unk_token_id = inner.unk_token_id;
    this.unk_token = inner.unk_token;
  }

  override encode(pieces: readonly string[]): string[] {
    return pieces.flatMap((piece) => this.#remembered.get(piece) ?? this.#encodePiece(piece));
  }

  #encodePiece(piece: string): string[] {
    const tokens = this.#inner.encode(this.#byteLevel?.pre_tokenize_text(piece) ?? [piece]);
    if (piece.length <= longestRemembered) {
      if (this.#remembered.size >= maxRemembered) this.#remembered.clear();
      this.#remembered.set(piece, tokens);
    }
    return tokens;
  }
}

/** The file without the step that turns pieces into byte-level characters, where this is the last; the file itself elsewhere. */
export function withoutByteLevel(file: TokenizerFile): TokenizerFile {
  const steps: unknown = isRecord(file.pre_tokenizer) ? file.pre_tokenizer.pretokenizers : undefined;
  const last: unknown = Array.isArray(steps) ? steps.at(-1) : undefined;
  if (!Array.isArray(steps) || !isRecord(last) || last.type !== 'ByteLevel') return file;
  return { ...file, pre_tokenizer: { type: 'Sequence', pretokenizers: steps.slice(0, -1) } };
}
