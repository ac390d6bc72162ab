import type { CancellationToken } from './cancellation.js';
import type * as classification from './classificationApi.js';
import type { ErrorDetail } from './clozeError.js';
import type { Event } from './emitter.js';
import type { TrainTaggerRequest, TrainTaggerResult } from './taggerApi.js';

/**
 * All that the engine does, as plain data in and plain data out.
 * The same interface is implemented in the process (`createEngine`) and over the channel to the child process
 * (`backend`), and both pass the same tests.
 *
 * Offsets and lengths are in UTF-16 code units of the text that the caller sent.
 * Probabilities are natural logarithms (`logprob`); surprisal is in bits.
 * Each method rejects with a `ClozeError`; a cancelled request rejects with code `cancelled`.
 */
export interface EngineApi {
  /** Continues a text. */
  complete(request: CompleteRequest, token?: CancellationToken): Promise<CompleteResult>;

  /** Reads the context into the cache so that the next `complete` for it, or for a longer text, starts at once. */
  warm(request: WarmRequest, token?: CancellationToken): Promise<WarmResult>;

  /** How surprising each token of a text is to the causal model. */
  surprisal(request: SurprisalRequest, token?: CancellationToken): Promise<SurprisalResult>;

  /** What may come next at a caret, token by token, with probabilities. */
  nextTokens(request: NextTokensRequest, token?: CancellationToken): Promise<NextTokensResult>;

  /** How well sentences follow others. */
  ratePairs(request: RatePairsRequest, token?: CancellationToken): Promise<RatePairsResult>;

  /** Which words fit at places of a passage: what the encoder finds probable there, and what the causal model thinks of that. */
  fillMask(request: FillMaskRequest, token?: CancellationToken): Promise<FillMaskResult>;

  /** Gives texts labels. */
  classify(request: classification.ClassifyRequest, token?: CancellationToken): Promise<classification.ClassifyResult>;

  /** Learns labels from examples. What the model says about a text is kept on disk, so that it is computed once. */
  trainClassifier(request: classification.TrainClassifierRequest, token?: CancellationToken): Promise<classification.TrainClassifierResult>;

  /** Learns labels of words from sentences. */
  trainTagger(request: TrainTaggerRequest, token?: CancellationToken): Promise<TrainTaggerResult>;

  /** What a classifier of one's own is trained on: rows of the models' hidden states. */
  textFeatures(request: classification.FeaturesRequest, token?: CancellationToken): Promise<classification.FeaturesResult>;

  /** Finds the words that a classifier has labels for, such as names. */
  findLabels(request: classification.FindLabelsRequest, token?: CancellationToken): Promise<classification.FindLabelsResult>;

  /** Finds the answers to a question in a text. */
  answer(request: classification.AnswerRequest, token?: CancellationToken): Promise<classification.AnswerResult>;

  /** Reads rows of a table on disk. */
  readTable(request: classification.ReadTableRequest, token?: CancellationToken): Promise<classification.ReadTableResult>;

  /** Looks at the first rows of a table, to tell its columns. */
  previewTable(request: classification.PreviewTableRequest, token?: CancellationToken): Promise<classification.PreviewTableResult>;

  /** Reads examples from a folder that holds a folder of text files for each label. */
  readLabelFolder(request: classification.ReadLabelFolderRequest, token?: CancellationToken): Promise<classification.ReadLabelFolderResult>;

  /** The installed checkpoints that give labels. */
  classifiers(): Promise<readonly classification.InstalledClassifier[]>;

  /** What the engine is and what it holds in memory. Loads nothing. */
  status(): Promise<EngineStatus>;

  /** Frees the models. The next request that needs one loads it again. */
  unload(): Promise<void>;

  /** Tells about each change of status, such as a model that starts to load. */
  readonly onDidChangeStatus: Event<EngineStatus>;
}

/** What the engine is started with. */
export interface EngineInit {
  /** Folders that hold models, one sub-folder each; the first that has the name wins. Absolute paths. */
  readonly modelFolders: readonly string[];
  /** A folder for built graphs; made when missing. Absolute path. */
  readonly cacheFolder: string;
  /** A name in a model folder, or an absolute path of a folder or of a GGUF file. */
  readonly causalModel: string;
  /** The same for the encoder; the embedded one unless it is given. */
  readonly encoderModel?: string;
  readonly device: DeviceChoice;
  /** Threads of the CPU device; 0 leaves the choice to the engine. */
  readonly threads: number;
}

export type DeviceChoice = 'auto' | 'cpu' | 'webgpu';
export type Device = 'cpu' | 'webgpu';

/** The text around the caret, cut down to what a model could use. */
export interface TextContext {
  /** The document's title and the headings above the caret, outermost first. They stay when text falls off the front. */
  readonly headings: readonly string[];
  /** Text that ends at the caret. It may be long; the engine keeps whole sentences from its end. */
  readonly before: string;
  /** Text that starts at the caret, to the end of its paragraph; empty at a paragraph's end. */
  readonly after: string;
}

export interface CompleteRequest {
  readonly context: TextContext;
  readonly maxTokens: number;
  /** How many different continuations to return at most. */
  readonly candidates: number;
  /** Where a continuation ends at the latest. */
  readonly stopAt: StopAt;
  readonly sampling: Sampling;
  /** How many alternatives each token carries. */
  readonly alternatives: number;
  /**
   * A continuation ends before the first token whose running product of probabilities falls below this; 0 keeps all.
   * The first word is always kept, so that its confidence can be judged.
   */
  readonly minConfidence: number;
}

export type StopAt = 'word' | 'clause' | 'sentence' | 'line' | 'none';

/** How a token is chosen. Temperature 0 is greedy: always the most probable one. */
export interface Sampling {
  readonly temperature: number;
  readonly topP: number;
  readonly minP: number;
  /** Divides the odds of tokens that stand in the last 64 tokens; 1 changes nothing. */
  readonly repetitionPenalty: number;
  /** Makes sampling repeatable. */
  readonly seed: number;
}

export interface CompleteResult {
  /** Best first. May be empty: no continuation is better than a bad one. */
  readonly candidates: readonly Completion[];
  readonly usage: Usage;
}

export interface Completion {
  /** What to insert at the caret. */
  readonly text: string;
  readonly tokens: readonly CompletionToken[];
  readonly stop: StopReason;
  /** The estimated chance, 0 to 1, that the writer takes the whole of it, and that they take its first word. */
  readonly acceptance: { readonly whole: number; readonly firstWord: number };
  /** The mean log-probability of the text after the caret behind this continuation; absent when there is none. */
  readonly suffixLogprob?: number;
}

export type StopReason = 'word' | 'clause' | 'sentence' | 'line' | 'end-of-text' | 'max-tokens' | 'confidence' | 'repetition' | 'suffix';

export interface CompletionToken {
  /** The characters that this token adds; empty where it completes no character yet. */
  readonly text: string;
  readonly logprob: number;
  /** The most probable tokens at this place, best first, the chosen one among them if it is. */
  readonly alternatives: readonly { readonly text: string; readonly logprob: number }[];
}

export interface Usage {
  readonly model: string;
  readonly device: Device;
  /** Tokens in the context, and how many of them were already in the cache. */
  readonly contextTokens: number;
  readonly reusedTokens: number;
  readonly prefillMs: number;
  readonly decodeMs: number;
  readonly decodedTokens: number;
}

export interface WarmRequest {
  readonly context: TextContext;
}

export interface WarmResult {
  readonly contextTokens: number;
  readonly reusedTokens: number;
}

export interface SurprisalRequest {
  readonly text: string;
  /** Text that stands before and is read but not rated. */
  readonly before?: string;
  readonly alternatives: number;
}

export interface SurprisalResult {
  readonly tokens: readonly RatedToken[];
  /** Surprisal of the whole text in bits, divided by its length in UTF-8. */
  readonly bitsPerByte: number;
  readonly model: string;
}

export interface RatedToken {
  readonly offset: number;
  readonly length: number;
  /** −log₂ of the token's probability. */
  readonly bits: number;
  /** 0 when the token is the most probable one, 1 for the second, and so on. */
  readonly rank: number;
  readonly alternatives: readonly { readonly text: string; readonly logprob: number }[];
}

export interface NextTokensRequest {
  readonly context: TextContext;
  /** How many of the most probable tokens at most, 1 to 100. Those 10,000 times less probable than the best are left out. */
  readonly top: number;
}

export interface NextTokensResult {
  /**
   * What the most probable tokens add behind the caret, best first; an empty text stands for the end of the document. None
   * where there is no text to go on from.
   */
  readonly tokens: readonly { readonly text: string; readonly logprob: number }[];
  /** The uncertainty about the token, in bits: over the whole vocabulary, as far as it agrees with what is typed. */
  readonly entropy: number;
  readonly model: string;
}

export interface RatePairsRequest {
  /** At most 1,000. */
  readonly pairs: readonly TextPair[];
  /** What is to be measured; each takes its time. */
  readonly signals: readonly PairSignalKind[];
}

/** `next-sentence` and `similarity` need the encoder, `surprisal` the causal model. */
export type PairSignalKind = 'next-sentence' | 'surprisal' | 'similarity';

/** A sentence and what is to follow it, without markup. */
export interface TextPair {
  /** What stands before the first sentence. The causal model reads it. */
  readonly before: string;
  readonly first: string;
  readonly second: string;
}

export interface RatePairsResult {
  /** In the order of the pairs. */
  readonly ratings: readonly PairRating[];
  /** The names of the models that were used. */
  readonly encoder?: string;
  readonly causal?: string;
  /** Signals that no model could measure, and why; a sentence each. */
  readonly missing: readonly { readonly signal: PairSignalKind; readonly reason: string }[];
}

/** What was measured of a pair. */
export interface PairRating {
  /** The natural logarithm of the odds that the second sentence follows the first. */
  readonly nextSentence?: number;
  readonly surprisal?: PairSurprisal;
  /** The cosine of the angle between the sentences' vectors, −1 to 1. */
  readonly similarity?: number;
}

/** How surprising the second sentence is, or the beginning of a long one, in bits. */
export interface PairSurprisal {
  /** At the start of a document. */
  readonly alone: number;
  /** Behind the first sentence and what stands before it. */
  readonly after: number;
  /** How many tokens were rated. */
  readonly tokens: number;
}

export interface FillMaskRequest {
  /** The sentences of the places and some around them, without markup; at most 100,000 characters. */
  readonly text: string;
  /**
   * What words are wanted for, at most 64: signs of missing words (`[MASK]`, `___`), or up to four words that stand there. In the order of
   * the text, without overlap. Signs that are not among them count as missing too.
   */
  readonly places: readonly FillPlace[];
  /** How many candidates for each place at most, 1 to 100. */
  readonly top: number;
  /** How many pieces of the encoder's vocabulary a word may have, 1 to 4. With 1 the answer takes one model step a sentence. */
  readonly maxPieces: number;
  /** Whether the causal model has a vote. */
  readonly vote: boolean;
}

export interface FillPlace {
  readonly offset: number;
  readonly length: number;
}

export interface FillMaskResult {
  /** In the order of the places. */
  readonly masks: readonly FilledPlace[];
  /** For each sentence with several places, what fits there together. */
  readonly joint: readonly JointFillings[];
  /** The names of the models that were used. */
  readonly encoder: string;
  readonly causal?: string;
  /** Why the causal model has no vote although it was wanted; a sentence. */
  readonly note?: string;
}

export interface FilledPlace extends FillPlace {
  /** Best first. Whole words only, as they are to be written there. */
  readonly candidates: readonly FillCandidate[];
  /** How the encoder rates the words that stand there; absent at a sign. */
  readonly standing?: { readonly text: string; readonly probability: number; readonly rank: number };
}

export interface FillCandidate {
  readonly text: string;
  /** The encoder's, 0 to 1. */
  readonly probability: number;
  /** The encoder's pieces of it. */
  readonly pieces: readonly { readonly text: string; readonly logprob: number }[];
  /** Log-probabilities of the causal model: of the candidate behind the text before, and of what follows behind it. Absent where it did not vote. */
  readonly causal?: { readonly word: number; readonly rest: number };
  /** What the order goes by; logarithmic. */
  readonly score: number;
  /** The form that the indefinite article before the place has to have for this candidate, where it has the other one. */
  readonly article?: 'a' | 'an';
}

export interface JointFillings {
  /** Indexes of the places. */
  readonly places: readonly number[];
  /** Best first. */
  readonly fillings: readonly Filling[];
}

export interface Filling {
  /** A word for each of the places, as it is to be written there. */
  readonly texts: readonly string[];
  /** The encoder's, 0 to 1. */
  readonly probability: number;
  /** The causal model's log-probability of the sentence from the first of the places on; absent where it did not vote. */
  readonly causal?: number;
  readonly score: number;
}

export interface EngineStatus {
  /** `failed` where the causal model could not be loaded; requests that need the encoder alone may work nevertheless. */
  readonly state: 'idle' | 'loading' | 'ready' | 'working' | 'failed';
  /** The causal model, as are `device`, `deviceNote` and `error`. */
  readonly model: string;
  /** Absent until a device has been chosen. */
  readonly device?: { readonly kind: Device; readonly name: string; readonly threads: number };
  /** Why a better device than this one is not used; one sentence. */
  readonly deviceNote?: string;
  readonly tokensPerSecond?: number;
  readonly residentBytes: number;
  /** Stays while the model is tried again. */
  readonly error?: ErrorDetail;
  /** The model that reads whole sentences. Absent where there is no process yet. */
  readonly encoder?: ModelStatus;
}

/** Where one model stands. */
export interface ModelStatus extends Pick<EngineStatus, 'model' | 'device' | 'deviceNote' | 'error'> {
  readonly state: 'idle' | 'loading' | 'ready' | 'failed';
}
