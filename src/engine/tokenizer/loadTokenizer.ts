import { ClozeError } from '../../common/clozeError.js';
import { isRecord, type JsonRecord } from '../models/json.js';
import type { Token } from './token.js';
import { documentTokens } from './documentTokens.js';
import { Tokenizer as TokenizerOfLibrary, type LibraryTokenizer } from './library.js';
import { PieceModel, withoutByteLevel } from './pieceModel.js';
import type { Tokenizer } from './tokenizer.js';
import { findSingleWords } from './singleWords.js';
import { checkIds, checkKnown, checkTokenizerFile, invalidTokenizer, type TokenizerFile, unknownToken } from './tokenizerFile.js';
import { withoutFaults } from './upstreamFaults.js';
import { Vocabulary } from './vocabulary.js';

/**
 * Makes the tokenizer that a model's tokenizer.json and tokenizer_config.json describe.
 * Takes a tenth of a second for a vocabulary of 49,152 tokens; what `bytes` and `compatible` need is built when they are first called, in
 * half that time.
 * Fails with code `model-invalid`, also where it gives words numbers that the model does not know.
 * @param modelVocabulary how many tokens the model knows
 */
export function loadTokenizer(tokenizerJson: unknown, tokenizerConfig: unknown, modelVocabulary = Infinity): Tokenizer {
  const file = checkTokenizerFile(tokenizerJson);
  const config = isRecord(tokenizerConfig) ? tokenizerConfig : {};
  try {
    return new ModelTokenizer(file, config, modelVocabulary);
  } catch (cause) {
    if (cause instanceof ClozeError) throw cause;
    throw invalidTokenizer(`It cannot be built (${cause instanceof Error ? cause.message : String(cause)}).`, { cause });
  }
}

class ModelTokenizer implements Tokenizer {
  readonly #withSpecials: LibraryTokenizer;
  readonly #textOnly: LibraryTokenizer;
  readonly #vocabulary: Vocabulary;
  readonly documentStart: Token | undefined;
  readonly documentEnds: ReadonlySet<Token>;

  constructor(file: TokenizerFile, config: JsonRecord, modelVocabulary: number) {
    const exact = withoutFaults(file);
    const pieces = withoutByteLevel(exact);
    this.#withSpecials = new TokenizerOfLibrary(pieces, config);
    this.#textOnly = textOnly(pieces, config);
    findSingleWords(this.#withSpecials);
    findSingleWords(this.#textOnly);
    checkIds(this.#withSpecials.model.tokens_to_ids.values());
    checkKnown(file, this.#withSpecials.model.tokens_to_ids, modelVocabulary);
    const model = new PieceModel(this.#withSpecials.model, pieces !== exact);
    this.#withSpecials.model = model;
    this.#textOnly.model = model;
    this.#vocabulary = new Vocabulary(file, model.vocab);
    const { start, ends } = documentTokens(file, config);
    const known = [...ends].filter((token) => token < modelVocabulary);
    if ((start ?? 0) >= modelVocabulary) throw unknownToken('the token that starts a document', start as number, modelVocabulary);
    this.documentStart = start;
    this.documentEnds = new Set(known);
  }

  get vocabularySize(): number {
    return this.#vocabulary.size;
  }

  encode(text: string): Token[] {
    return encode(this.#textOnly, text);
  }

  encodeWithSpecialTokens(text: string): Token[] {
    return encode(this.#withSpecials, text);
  }

  decode(tokens: readonly Token[]): string {
    const known = tokens.filter((token) => this.#withSpecials.id_to_token(token) !== undefined);
    // The library refuses an empty list.
    return known.length === 0 ? '' : this.#withSpecials.decode(known, { clean_up_tokenization_spaces: false });
  }

  bytes(token: Token): Uint8Array {
    return this.#vocabulary.bytes(token);
  }

  compatible(prefix: Uint8Array): { readonly extend: readonly Token[]; readonly within: readonly Token[] } {
    return this.#vocabulary.compatible(prefix);
  }
}

function encode(library: LibraryTokenizer, text: string): Token[] {
  return library.encode(text, { add_special_tokens: false }).ids as Token[];
}

/** A tokenizer that knows no special tokens. It is made with an empty vocabulary, since building the true one takes long; the two share it. */
function textOnly(file: TokenizerFile, config: JsonRecord): LibraryTokenizer {
  const added_tokens = file.added_tokens.filter((token) => token.special !== true);
  return new TokenizerOfLibrary({ ...file, added_tokens, model: { type: 'BPE', vocab: {}, merges: [] } }, config);
}
