import { type MessageConnection, ResponseError } from 'vscode-jsonrpc';
import { ClozeError, type ErrorDetail, isCancelled } from '../../common/clozeError.js';
import * as protocol from '../../common/engineProtocol.js';
import { checkInit } from '../checkInit.js';
import { createEngine, type Engine, type EngineDependencies } from '../engine.js';
import { isRecord } from '../models/json.js';

/** The codes of the Language Server Protocol for a request that was cancelled, and for one that failed for a stated reason. */
const requestCancelled = -32800;
const requestFailed = -32803;

/**
 * Answers the engine's contract on a connection, which it starts to listen on. The first request has to be `initialize`;
 * it makes the engine and loads nothing.
 */
export function serve(connection: MessageConnection, dependencies: Omit<EngineDependencies, 'log'>): void {
  let engine: Engine | undefined;
  const log: EngineDependencies['log'] = (level, message) => {
    void connection.sendNotification(protocol.logNotification, { level, message });
  };
  const theEngine = (): Engine => {
    if (engine === undefined)
      throw new ClozeError({ code: 'bad-request', message: 'The first request to the engine has to be "initialize".' });
    return engine;
  };

  connection.onRequest(protocol.initializeRequest, (init) =>
    answer(() => {
      checkInit(init);
      if (engine !== undefined) throw new ClozeError({ code: 'bad-request', message: 'The engine has been initialized already.' });
      engine = createEngine(init, { ...dependencies, log });
      engine.onDidChangeStatus((status) => void connection.sendNotification(protocol.statusNotification, status));
      return engine.status();
    }),
  );
  connection.onRequest(protocol.completeRequest, (request, token) => answer(() => theEngine().complete(given(request), token)));
  connection.onRequest(protocol.warmRequest, (request, token) => answer(() => theEngine().warm(given(request), token)));
  connection.onRequest(protocol.surprisalRequest, (request, token) => answer(() => theEngine().surprisal(given(request), token)));
  connection.onRequest(protocol.nextTokensRequest, (request, token) => answer(() => theEngine().nextTokens(given(request), token)));
  connection.onRequest(protocol.ratePairsRequest, (request, token) => answer(() => theEngine().ratePairs(given(request), token)));
  connection.onRequest(protocol.fillMaskRequest, (request, token) => answer(() => theEngine().fillMask(given(request), token)));
  connection.onRequest(protocol.classifyRequest, (request, token) => answer(() => theEngine().classify(given(request), token)));
  connection.onRequest(protocol.trainClassifierRequest, (request, token) =>
    answer(() => theEngine().trainClassifier(given(request), token)),
  );
  connection.onRequest(protocol.trainTaggerRequest, (request, token) => answer(() => theEngine().trainTagger(given(request), token)));
  connection.onRequest(protocol.textFeaturesRequest, (request, token) => answer(() => theEngine().textFeatures(given(request), token)));
  connection.onRequest(protocol.findLabelsRequest, (request, token) => answer(() => theEngine().findLabels(given(request), token)));
  connection.onRequest(protocol.answerRequest, (request, token) => answer(() => theEngine().answer(given(request), token)));
  connection.onRequest(protocol.readTableRequest, (request, token) => answer(() => theEngine().readTable(given(request), token)));
  connection.onRequest(protocol.previewTableRequest, (request, token) => answer(() => theEngine().previewTable(given(request), token)));
  connection.onRequest(protocol.readLabelFolderRequest, (request, token) =>
    answer(() => theEngine().readLabelFolder(given(request), token)),
  );
  connection.onRequest(protocol.classifiersRequest, () => answer(() => theEngine().classifiers()));
  connection.onRequest(protocol.statusRequest, () => answer(() => theEngine().status()));
  connection.onRequest(protocol.unloadRequest, () =>
    answer(() =>
      theEngine()
        .unload()
        .then(() => null),
    ),
  );
  connection.listen();
}

/** A request's parameters. They come from another process, and what they hold is checked by each method. */
function given<T>(request: T): T {
  if (isRecord(request)) return request;
  throw new ClozeError({ code: 'bad-request', message: 'The engine cannot do what it was asked: the request has no parameters.' });
}

/** Runs a handler; a failure goes over the channel with its detail. */
async function answer<T>(handle: () => Promise<T>): Promise<T | ResponseError<ErrorDetail>> {
  try {
    return await handle();
  } catch (error) {
    // Anything else is a fault, which the connection answers as such.
    if (!(error instanceof ClozeError)) throw error;
    return new ResponseError(isCancelled(error) ? requestCancelled : requestFailed, error.message, error.detail);
  }
}
