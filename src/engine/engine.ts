import { join } from 'node:path';
import { type CancellationToken, neverCancelled } from '../common/cancellation.js';
import type * as labels from '../common/classificationApi.js';
import { cancelledError, ClozeError } from '../common/clozeError.js';
import { Emitter } from '../common/emitter.js';
import type * as api from '../common/engineApi.js';
import type { TrainTaggerRequest, TrainTaggerResult } from '../common/taggerApi.js';
import {
  checkCompleteRequest,
  checkFillMaskRequest,
  checkNextTokensRequest,
  checkRatePairsRequest,
  checkSurprisalRequest,
  checkWarmRequest,
} from './features/checkRequest.js';
import { answerQuestion } from './features/classification/answerQuestion.js';
import {
  checkAnswerRequest,
  checkClassifyRequest,
  checkFeaturesRequest,
  checkFindLabelsRequest,
  checkPreviewTableRequest,
  checkReadLabelFolderRequest,
  checkReadTableRequest,
  checkTrainRequest,
} from './features/classification/checkClassification.js';
import { checkTrainTaggerRequest } from './features/classification/checkTagger.js';
import type { ClassifierModels } from './features/classification/classifierModels.js';
import { classify } from './features/classification/classify.js';
import { FeatureStore } from './features/classification/featureStore.js';
import { findLabels } from './features/classification/findLabels.js';
import { installedClassifiers } from './features/classification/installedClassifiers.js';
import type { LoadedClassifier, RunOnClassifier } from './features/classification/loadedClassifier.js';
import { textFeatures } from './features/classification/textFeatures.js';
import { trainClassifier } from './features/classification/trainClassifier.js';
import { trainTagger } from './features/classification/trainTagger.js';
import { complete } from './features/complete.js';
import { AnswerMemory } from './features/fill/answerMemory.js';
import { fillMask, type FillModels } from './features/fillMask.js';
import type { LoadedEncoder } from './features/loadedEncoder.js';
import type { LoadedModel } from './features/loadedModel.js';
import { nextTokens } from './features/nextTokens.js';
import { ratePairs } from './features/ratePairs.js';
import { surprisal } from './features/surprisal.js';
import { warm } from './features/warm.js';
import { internalError, stackOf } from './internalError.js';
import { ModelSlot, type SlotModel, type SlotOptions } from './modelSlot.js';
import { openClassifierModel } from './openClassifierModel.js';
import { encoderOf } from './openEncoderModel.js';
import type { OpenOptions } from './openOptions.js';
import type { Log } from './log.js';
import { readLabelFolder } from './tables/labelFolder.js';
import { previewTable } from './tables/previewTable.js';
import { readTable } from './tables/readTable.js';
import { rank, type Rank, RunQueue, type Work } from './runQueue.js';

export interface EngineDependencies {
  /** Opens the causal model that the engine was started with. Fails with a `ClozeError`. */
  readonly openModel: (init: api.EngineInit, options: OpenOptions) => Promise<LoadedModel>;
  /** The same for the encoder. */
  readonly openEncoder: (init: api.EngineInit, options: OpenOptions) => Promise<LoadedEncoder>;
  /** Opens a checkpoint that has a classifier of its own. */
  readonly openClassifier?: (model: string, init: api.EngineInit, options: OpenOptions) => Promise<LoadedClassifier>;
  readonly log: Log;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

/** An engine in this process. */
export interface Engine extends api.EngineApi {
  /** Frees the models and ends the engine. */
  dispose(): Promise<void>;
}

/** How much the latest completion counts in the average speed. */
const speedWeight = 0.3;

/**
 * Makes an engine. It opens each of its models at the first request that needs it; requests that come meanwhile wait for the
 * same one.
 */
export function createEngine(init: api.EngineInit, dependencies: EngineDependencies): Engine {
  return new LocalEngine(init, dependencies);
}

class LocalEngine implements Engine {
  readonly #queue = new RunQueue();
  readonly #status = new Emitter<api.EngineStatus>();
  readonly onDidChangeStatus = this.#status.event;
  readonly #causal: ModelSlot<LoadedModel>;
  readonly #encoder: ModelSlot<LoadedEncoder>;
  readonly #answers = new AnswerMemory();
  readonly #features: FeatureStore;
  /** The checkpoint that gave labels last, by the name it was asked for. */
  #checkpoint: { readonly model: string; readonly slot: ModelSlot<LoadedClassifier> } | undefined;
  #working = false;
  #told = 'idle, idle';
  #tokensPerSecond: number | undefined;

  constructor(
    private readonly init: api.EngineInit,
    private readonly dependencies: EngineDependencies,
  ) {
    const { openModel, openEncoder, log, now } = dependencies;
    const slot: Pick<SlotOptions<SlotModel>, 'log' | 'now' | 'onChange'> = { log, now, onChange: () => this.#tell() };
    this.#features = new FeatureStore(join(init.cacheFolder, 'features'));
    this.#causal = new ModelSlot({
      ...slot,
      wanted: init.causalModel,
      open: () => openModel(init, { log }),
      free: ({ decoder }) => decoder.dispose(),
    });
    this.#encoder = new ModelSlot({
      ...slot,
      wanted: encoderOf(init),
      open: () => openEncoder(init, { log }),
      free: ({ encoder }) => encoder.dispose(),
    });
  }

  async complete(request: api.CompleteRequest, token?: CancellationToken): Promise<api.CompleteResult> {
    checkCompleteRequest(request);
    const { now } = this.dependencies;
    const result = await this.#run(this.#causal, rank.interactive, (model, cancel) => complete(request, model, now, cancel), token);
    this.#noteSpeed(result.usage);
    return result;
  }

  async warm(request: api.WarmRequest, token?: CancellationToken): Promise<api.WarmResult> {
    checkWarmRequest(request);
    return this.#run(this.#causal, rank.preparation, (model, cancel) => warm(request, model, cancel), token);
  }

  async surprisal(request: api.SurprisalRequest, token?: CancellationToken): Promise<api.SurprisalResult> {
    checkSurprisalRequest(request);
    return surprisal(request, (work) => this.#run(this.#causal, rank.background, work, token));
  }

  async nextTokens(request: api.NextTokensRequest, token?: CancellationToken): Promise<api.NextTokensResult> {
    checkNextTokensRequest(request);
    // In the background, so that it never keeps a completion waiting; what that has read is then in the cache.
    return this.#run(this.#causal, rank.background, (model, cancel) => nextTokens(request, model, cancel), token);
  }

  async ratePairs(request: api.RatePairsRequest, token?: CancellationToken): Promise<api.RatePairsResult> {
    checkRatePairsRequest(request);
    return ratePairs(request, {
      onEncoder: (work) => this.#run(this.#encoder, rank.background, work, token),
      onCausal: (work) => this.#run(this.#causal, rank.background, work, token),
    });
  }

  async fillMask(request: api.FillMaskRequest, token?: CancellationToken): Promise<api.FillMaskResult> {
    checkFillMaskRequest(request);
    const models: FillModels = {
      onEncoder: (work) => this.#run(this.#encoder, rank.interactive, work, token),
      onCausal: (work) => this.#run(this.#causal, rank.interactive, work, token),
    };
    return fillMask(request, models, this.#answers);
  }

  async classify(request: labels.ClassifyRequest, token?: CancellationToken): Promise<labels.ClassifyResult> {
    checkClassifyRequest(request);
    return classify(request, this.#classifierModels(token));
  }

  async trainClassifier(request: labels.TrainClassifierRequest, token?: CancellationToken): Promise<labels.TrainClassifierResult> {
    checkTrainRequest(request);
    return trainClassifier(request, this.#classifierModels(token), () => new Date(), token);
  }

  async trainTagger(request: TrainTaggerRequest, token?: CancellationToken): Promise<TrainTaggerResult> {
    checkTrainTaggerRequest(request);
    return trainTagger(request, this.#classifierModels(token).onEncoder, () => new Date(), token);
  }

  async textFeatures(request: labels.FeaturesRequest, token?: CancellationToken): Promise<labels.FeaturesResult> {
    checkFeaturesRequest(request);
    return textFeatures(request, this.#classifierModels(token));
  }

  async findLabels(request: labels.FindLabelsRequest, token?: CancellationToken): Promise<labels.FindLabelsResult> {
    checkFindLabelsRequest(request);
    return findLabels(request, this.#classifierModels(token));
  }

  async answer(request: labels.AnswerRequest, token?: CancellationToken): Promise<labels.AnswerResult> {
    checkAnswerRequest(request);
    return answerQuestion(request, this.#onCheckpoint(request.model, token));
  }

  async readTable(request: labels.ReadTableRequest, token?: CancellationToken): Promise<labels.ReadTableResult> {
    checkReadTableRequest(request);
    return readTable(request, token);
  }

  async previewTable(request: labels.PreviewTableRequest, token?: CancellationToken): Promise<labels.PreviewTableResult> {
    checkPreviewTableRequest(request);
    return previewTable(request, token);
  }

  async readLabelFolder(request: labels.ReadLabelFolderRequest, token?: CancellationToken): Promise<labels.ReadLabelFolderResult> {
    checkReadLabelFolderRequest(request);
    return readLabelFolder(request, token);
  }

  classifiers(): Promise<readonly labels.InstalledClassifier[]> {
    return installedClassifiers(this.init.modelFolders);
  }

  status(): Promise<api.EngineStatus> {
    const causal = this.#causal.status;
    const encoder = this.#encoder.status;
    return Promise.resolve({
      ...causal,
      state: this.#state(causal, encoder),
      ...(this.#tokensPerSecond === undefined ? {} : { tokensPerSecond: this.#tokensPerSecond }),
      residentBytes: process.memoryUsage.rss(),
      encoder,
    });
  }

  unload(): Promise<void> {
    return this.#queue.run(rank.control, async () => {
      await this.#causal.free();
      await this.#encoder.free();
      await this.#checkpoint?.slot.free();
    });
  }

  async dispose(): Promise<void> {
    await this.unload();
    this.#status.dispose();
  }

  #classifierModels(token?: CancellationToken): ClassifierModels {
    return {
      onEncoder: (work) => this.#run(this.#encoder, rank.background, work, token),
      onCausal: (work) => this.#run(this.#causal, rank.background, work, token),
      onCheckpoint: (model) => this.#onCheckpoint(model, token),
      features: this.#features,
    };
  }

  /** One checkpoint is held at a time: another one takes its place. */
  #onCheckpoint(model: string, token?: CancellationToken): RunOnClassifier {
    return async (work) => {
      const before = this.#checkpoint;
      const current = before?.model === model ? before : { model, slot: this.#slotFor(model) };
      this.#checkpoint = current;
      if (before !== undefined && before !== current) await this.#queue.run(rank.control, () => before.slot.free());
      return this.#run(current.slot, rank.background, work, token);
    };
  }

  #slotFor(model: string): ModelSlot<LoadedClassifier> {
    const { openClassifier = openClassifierModel, log, now } = this.dependencies;
    return new ModelSlot({
      wanted: model,
      open: () => openClassifier(model, this.init, { log }),
      free: ({ encoder }) => encoder.dispose(),
      log,
      now,
      onChange: () => this.#tell(),
    });
  }

  /** Runs work on a model when its turn comes; what is no `ClozeError` becomes one. */
  async #run<M extends SlotModel, T>(
    slot: ModelSlot<M>,
    workRank: Rank,
    work: (model: M, cancel: CancellationToken) => Promise<T>,
    token: CancellationToken = neverCancelled,
  ): Promise<T> {
    const run: Work<T> = async (cancel) => {
      const model = await slot.use();
      this.#working = true;
      this.#tell();
      try {
        if (cancel.isCancellationRequested) throw cancelledError();
        return await work(model, cancel);
      } finally {
        this.#working = false;
        this.#tell();
      }
    };
    try {
      return await this.#queue.run(workRank, run, token);
    } catch (error) {
      if (error instanceof ClozeError) throw error;
      this.dependencies.log('error', stackOf(error));
      throw internalError(error);
    }
  }

  #state(causal: api.ModelStatus, encoder: api.ModelStatus): api.EngineStatus['state'] {
    if (this.#working) return 'working';
    if (causal.state === 'loading' || encoder.state === 'loading') return 'loading';
    if (causal.state === 'failed') return 'failed';
    return causal.state === 'ready' || encoder.state === 'ready' ? 'ready' : 'idle';
  }

  /** Tells of the status where it is another than it was told before. */
  #tell(): void {
    const encoder = this.#encoder.status;
    const telling = `${this.#state(this.#causal.status, encoder)}, ${encoder.state}`;
    if (telling === this.#told) return;
    this.#told = telling;
    void this.status().then((status) => this.#status.fire(status));
  }

  #noteSpeed({ decodedTokens, decodeMs }: api.Usage): void {
    if (decodedTokens === 0 || decodeMs <= 0) return;
    const speed = (1000 * decodedTokens) / decodeMs;
    this.#tokensPerSecond = speedWeight * speed + (1 - speedWeight) * (this.#tokensPerSecond ?? speed);
  }
}
