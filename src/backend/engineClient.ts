import type { MessageConnection, CancellationToken as ChannelToken } from 'vscode-jsonrpc';
import type { CancellationToken } from '../common/cancellation.js';
import type { ClozeError } from '../common/clozeError.js';
import type * as classification from '../common/classificationApi.js';
import { Emitter } from '../common/emitter.js';
import type * as api from '../common/engineApi.js';
import * as protocol from '../common/engineProtocol.js';
import type { TrainTaggerRequest, TrainTaggerResult } from '../common/taggerApi.js';
import { errorFromChannel } from './channelError.js';
import type { EngineLog } from './engineLog.js';
import { isStatus, logEntry } from './notifications.js';
import { PendingCalls } from './pendingCalls.js';
import type { Watchdog } from './watchdog.js';

/** The engine at the other end of a channel. */
export class EngineClient implements api.EngineApi {
  readonly #connection: MessageConnection;
  readonly #calls = new PendingCalls();
  readonly #watchdog: Watchdog;
  readonly #status = new Emitter<api.EngineStatus>();
  readonly onDidChangeStatus = this.#status.event;

  /**
   * Takes over the connection, which must not be listening yet. `close` disposes it.
   * @param watchdog makes what watches the other end
   */
  constructor(connection: MessageConnection, log: EngineLog, watchdog: (ping: () => Promise<unknown>) => Watchdog) {
    this.#connection = connection;
    this.#watchdog = watchdog(() => connection.sendRequest(protocol.statusRequest));
    connection.onNotification(protocol.statusNotification, (status: unknown) => {
      this.#watchdog.heard();
      if (isStatus(status)) this.#status.fire(status);
      else log('warn', 'The engine told a status that is none.');
    });
    connection.onNotification(protocol.logNotification, (entry: unknown) => {
      this.#watchdog.heard();
      const { level, message } = logEntry(entry);
      log(level, message);
    });
    connection.listen();
  }

  /** Says what the engine is to work with. Must be the first call. */
  initialize(init: api.EngineInit): Promise<api.EngineStatus> {
    return this.#call(() => this.#connection.sendRequest(protocol.initializeRequest, init));
  }

  complete(request: api.CompleteRequest, token?: CancellationToken): Promise<api.CompleteResult> {
    return this.#call(() => this.#connection.sendRequest(protocol.completeRequest, request, forChannel(token)), token);
  }

  warm(request: api.WarmRequest, token?: CancellationToken): Promise<api.WarmResult> {
    return this.#call(() => this.#connection.sendRequest(protocol.warmRequest, request, forChannel(token)), token);
  }

  surprisal(request: api.SurprisalRequest, token?: CancellationToken): Promise<api.SurprisalResult> {
    return this.#call(() => this.#connection.sendRequest(protocol.surprisalRequest, request, forChannel(token)), token);
  }

  nextTokens(request: api.NextTokensRequest, token?: CancellationToken): Promise<api.NextTokensResult> {
    return this.#call(() => this.#connection.sendRequest(protocol.nextTokensRequest, request, forChannel(token)), token);
  }

  ratePairs(request: api.RatePairsRequest, token?: CancellationToken): Promise<api.RatePairsResult> {
    return this.#call(() => this.#connection.sendRequest(protocol.ratePairsRequest, request, forChannel(token)), token);
  }

  fillMask(request: api.FillMaskRequest, token?: CancellationToken): Promise<api.FillMaskResult> {
    return this.#call(() => this.#connection.sendRequest(protocol.fillMaskRequest, request, forChannel(token)), token);
  }

  classify(request: classification.ClassifyRequest, token?: CancellationToken): Promise<classification.ClassifyResult> {
    return this.#call(() => this.#connection.sendRequest(protocol.classifyRequest, request, forChannel(token)), token);
  }

  trainClassifier(
    request: classification.TrainClassifierRequest,
    token?: CancellationToken,
  ): Promise<classification.TrainClassifierResult> {
    return this.#call(() => this.#connection.sendRequest(protocol.trainClassifierRequest, request, forChannel(token)), token);
  }

  trainTagger(request: TrainTaggerRequest, token?: CancellationToken): Promise<TrainTaggerResult> {
    return this.#call(() => this.#connection.sendRequest(protocol.trainTaggerRequest, request, forChannel(token)), token);
  }

  textFeatures(request: classification.FeaturesRequest, token?: CancellationToken): Promise<classification.FeaturesResult> {
    return this.#call(() => this.#connection.sendRequest(protocol.textFeaturesRequest, request, forChannel(token)), token);
  }

  findLabels(request: classification.FindLabelsRequest, token?: CancellationToken): Promise<classification.FindLabelsResult> {
    return this.#call(() => this.#connection.sendRequest(protocol.findLabelsRequest, request, forChannel(token)), token);
  }

  answer(request: classification.AnswerRequest, token?: CancellationToken): Promise<classification.AnswerResult> {
    return this.#call(() => this.#connection.sendRequest(protocol.answerRequest, request, forChannel(token)), token);
  }

  readTable(request: classification.ReadTableRequest, token?: CancellationToken): Promise<classification.ReadTableResult> {
    return this.#call(() => this.#connection.sendRequest(protocol.readTableRequest, request, forChannel(token)), token);
  }

  previewTable(request: classification.PreviewTableRequest, token?: CancellationToken): Promise<classification.PreviewTableResult> {
    return this.#call(() => this.#connection.sendRequest(protocol.previewTableRequest, request, forChannel(token)), token);
  }

  readLabelFolder(
    request: classification.ReadLabelFolderRequest,
    token?: CancellationToken,
  ): Promise<classification.ReadLabelFolderResult> {
    return this.#call(() => this.#connection.sendRequest(protocol.readLabelFolderRequest, request, forChannel(token)), token);
  }

  classifiers(): Promise<readonly classification.InstalledClassifier[]> {
    return this.#call(() => this.#connection.sendRequest(protocol.classifiersRequest));
  }

  status(): Promise<api.EngineStatus> {
    return this.#call(() => this.#connection.sendRequest(protocol.statusRequest));
  }

  async unload(): Promise<void> {
    await this.#call(() => this.#connection.sendRequest(protocol.unloadRequest));
  }

  /** Ends the connection. All pending calls, and all later ones, reject with the reason. */
  close(reason: ClozeError): void {
    this.#calls.close(reason);
    this.#watchdog.dispose();
    this.#connection.dispose();
    this.#status.dispose();
  }

  #call<T>(send: () => Promise<T>, token?: CancellationToken): Promise<T> {
    return this.#calls.track(async () => {
      const end = this.#watchdog.begin();
      try {
        return await send();
      } catch (error) {
        throw errorFromChannel(error);
      } finally {
        end();
      }
    }, token);
  }
}

/** vscode-jsonrpc's listeners take an argument; ours take none. */
function forChannel(token: CancellationToken | undefined): ChannelToken | undefined {
  return (
    token && {
      isCancellationRequested: token.isCancellationRequested,
      onCancellationRequested: (listener) => token.onCancellationRequested(() => void listener(undefined)),
    }
  );
}
