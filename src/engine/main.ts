import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import { serve } from './process/serve.js';

/**
 * The engine as a child process. It speaks over the IPC channel that `fork` sets up, not over stdin and stdout, so that
 * nothing a native library prints can end up between the messages; and it ends when that channel does, because then
 * there is no one left to ask for anything.
 */
process.env['ORT_DISABLE_TELEMETRY'] = '1';

if (process.send === undefined) {
  console.error('This is the engine of Cloze. It is started by the editor, over an IPC channel; see `cloze --help` for the command line.');
  process.exit(2);
}
process.once('disconnect', () => process.exit(0));

const now = (): number => performance.now();
serve(createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process)), { now });
