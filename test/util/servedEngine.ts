import { PassThrough } from 'node:stream';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter, type MessageConnection } from 'vscode-jsonrpc/node';
import { createEngine, type EngineOptions } from '../../src/engine/engine.js';
import { serve } from '../../src/engine/process/serve.js';

/** The engine's side of the channel in this process, and the other end of it, which does not listen yet. */
export function servedEngine(options: Pick<EngineOptions, 'openers'> = {}): MessageConnection {
  const [there, back] = [new PassThrough(), new PassThrough()];
  serve(createMessageConnection(new StreamMessageReader(there), new StreamMessageWriter(back)), (init, log) =>
    createEngine(init, { ...options, log, now: () => performance.now() }),
  );
  return createMessageConnection(new StreamMessageReader(back), new StreamMessageWriter(there));
}
