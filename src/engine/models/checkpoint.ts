import type { ReadyGraph } from './folders/readyGraphs.js';
import type { SentenceModules } from './sentenceModules.js';

/** A model on disk: its configuration, its weights and its tokenizer, whatever format they are stored in. */
export interface Checkpoint {
  readonly name: string;
  /** What config.json says, or its equivalent where the format has another place for it. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly tensors: TensorSource;
  /** What `pairs.safetensors` adds to an encoder's layers where it reads pairs of sentences, and its head for them; absent without that file. */
  readonly pairs?: TensorSource;
  /** What is known of a model that comes as ready-made graphs, and has no tensors. */
  readonly readyMade?: ReadyMade;
  /** How it makes vectors of texts, where it is one of sentence-transformers. */
  readonly sentences?: SentenceModules;
  /** A sha256 in hexadecimal that changes when the configuration or the weights change. Keys the graph cache. */
  readonly fingerprint: string;
  /** What tokenizer.json and tokenizer_config.json say. */
  tokenizerJson(): Promise<TokenizerFiles>;
  close(): Promise<void>;
}

/** A model whose graphs were made by others, in the layout of transformers.js. */
export interface ReadyMade {
  readonly folder: string;
  /** The same model in several kinds of numbers. */
  readonly graphs: readonly ReadyGraph[];
  readonly task: 'causal' | 'words' | 'sequence' | 'token' | 'answer' | 'vectors';
  /** The names of its classifier's outputs. */
  readonly labels: readonly string[];
  /** Whether a text may have several labels, or none. */
  readonly isMultiLabel: boolean;
  readonly shape: {
    readonly vocabularySize: number;
    readonly contextLength: number;
    readonly hiddenSize: number;
    readonly layers: number;
  };
}

export interface TokenizerFiles {
  readonly tokenizer: unknown;
  readonly config: unknown;
  /** Ids of the tokens that the model itself, not its tokenizer, says to end an answer. */
  readonly ends: readonly number[];
}

/**
 * The weights of a checkpoint by their Hugging Face names. Nothing is read before it is asked for.
 * Every method that takes a name fails with code `model-invalid` where the tensor is missing.
 */
export interface TensorSource {
  has(name: string): boolean;
  names(): readonly string[];
  /** Shape of the dense tensor, also where it is stored quantised. */
  shape(name: string): readonly number[];
  /** Dense values in float32, row-major. */
  floats(name: string): Promise<Float32Array>;
  /** Rows [start, end) along the first axis in float32, so that big tensors are converted piece by piece. */
  floatRows(name: string, start: number, end: number): Promise<Float32Array>;
  /** The 4-bit codes where the tensor is stored on a 4-bit grid; undefined elsewhere. */
  grid4(name: string): Promise<Grid4 | undefined>;
  /** The 8-bit codes where the tensor is stored on a symmetric 8-bit grid; undefined elsewhere. */
  grid8(name: string): Promise<Grid8 | undefined>;
  /** Grids that products keep whatever precision is asked for, but float32: those of formats whose codes are the model. */
  readonly blocks?: BlockSource;
}

/** Matrices that are stored in blocks of codes, as kernels of block-quantised products take them. */
export interface BlockSource {
  /** How a matrix is stored; undefined where it has no codes. */
  layout(name: string): BlockLayout | undefined;
  /** Rows [start, end) of a matrix that has a layout. */
  rows(name: string, start: number, end: number): Promise<BlockRows>;
}

export interface BlockLayout {
  readonly bits: 4 | 8;
  /** Values of a row that share a scale, and an offset where there are any: 16, or a multiple of 32. */
  readonly blockSize: number;
  readonly hasOffsets: boolean;
}

/** w[r][c] = scales[r][c / blockSize] · (code − 2^(bits − 1)) + offsets[r][c / blockSize]. */
export interface BlockRows {
  /** Of 4 bits, two a byte along the row, the even column in the low nibble; or of 8. */
  readonly codes: Uint8Array;
  readonly scales: Float32Array;
  /** Empty where the layout has none. */
  readonly offsets: Float32Array;
}

/**
 * w[r][c] = scales[r][c / 32] · code + minimums[r][c / 32], code 0 to 15.
 * Codes are packed two a byte along the row, the even column in the low nibble.
 */
export interface Grid4 {
  readonly rows: number;
  readonly columns: number;
  readonly blockSize: 32;
  readonly codes: Uint8Array;
  readonly scales: Float32Array;
  readonly minimums: Float32Array;
}

/** w[r][c] = scales[r][c / blockSize] · codes[r][c]. */
export interface Grid8 {
  readonly rows: number;
  readonly columns: number;
  readonly blockSize: number;
  readonly codes: Int8Array;
  readonly scales: Float32Array;
}
