import { PassThrough } from 'node:stream';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter, type MessageConnection } from 'vscode-jsonrpc/node';
import type { EngineDependencies } from '../../src/engine/engine.js';
import { serve } from '../../src/engine/process/serve.js';

/** The engine's side of the channel in this process, and the other end of it. */
export function servedEngine(dependencies: Pick<EngineDependencies, 'openModel' | 'openEncoder'>): MessageConnection {
  const [there, back] = [new PassThrough(), new PassThrough()];
  serve(createMessageConnection(new StreamMessageReader(there), new StreamMessageWriter(back)), {
    ...dependencies,
    now: () => performance.now(),
  });
  const connection = createMessageConnection(new StreamMessageReader(back), new StreamMessageWriter(there));
  connection.listen();
  return connection;
}
