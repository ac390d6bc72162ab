import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import { ClozeError } from '../common/clozeError.js';
import type { EngineApi } from '../common/engineApi.js';
import type { EngineInit } from '../common/methods/lifecycle.js';
import { createEngine } from '../engine/engine.js';
import type { Log } from '../engine/log.js';
import { processClock } from '../engine/process/processClock.js';
import { serve } from '../engine/process/serve.js';
import { openServerModel } from './openServerModel.js';

/**
 * The process that asks a server, beside the editor. It speaks as the engine's process does and has the same features, with the server's model
 * in the place of a local one; it loads no model.
 */
if (process.send === undefined) {
  console.error('This asks servers for Cloze. It is started by the editor, over an IPC channel; see `cloze --help` for the command line.');
  process.exit(2);
}

process.once('disconnect', () => process.exit(0));
serve(createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process)), serverEngine);

function serverEngine(init: EngineInit, log: Log): EngineApi {
  const { server } = init;
  if (server === undefined) throw new ClozeError({ code: 'bad-request', message: 'No server was named.' });
  const none = (): Promise<never> => {
    const message = 'A completions server has no encoder. Choose an encoder of this machine.';
    return Promise.reject(new ClozeError({ code: 'model-unsupported', message }));
  };
  const causal = (): ReturnType<typeof openServerModel> => openServerModel(server, { ...init, environment: process.env, log });
  return createEngine(init, { openers: { causal, encoder: none, classifier: none }, log, now: () => processClock.now() });
}
