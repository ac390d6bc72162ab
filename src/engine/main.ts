import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import * as v from 'valibot';
import { parseJson } from '../common/parseJson.js';
import { sharedArguments, sharedOption } from '../common/sharing/handshake.js';
import { createEngine } from './engine.js';
import { processClock } from './process/processClock.js';
import { SelfWatch } from './process/selfWatch.js';
import { serve } from './process/serve.js';
import { SharedProcess } from './process/sharedProcess.js';

/**
 * The engine as a child process. It speaks over the IPC channel that `fork` sets up, not over stdin and stdout, so that
 * nothing a native library prints can end up between the messages; and it ends when that channel does, because then
 * there is no one left to ask for anything. A shared one uses that channel only to tell that it has started, and outlives who started it.
 */
process.env['ORT_DISABLE_TELEMETRY'] = '1';

if (process.send === undefined) {
  console.error('This is the engine of Cloze. It is started by the editor, over an IPC channel; see `cloze --help` for the command line.');
  process.exit(2);
}

const now = (): number => processClock.now();
const shared = process.argv.indexOf(sharedOption);
if (shared < 0) {
  process.once('disconnect', () => process.exit(0));
  serve(createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process)), (init, log) =>
    createEngine(init, { log, now }),
  );
} else {
  const watch = new SelfWatch(new URL('./watch.js', import.meta.url));
  const share = v.parse(sharedArguments, parseJson(process.argv[shared + 1] ?? ''));
  const engine = new SharedProcess(share, processClock, watch, () => process.exit(0));
  const started = await engine.start();
  // Who started it may be gone already.
  process.send(started, () => {
    if (started.kind !== 'listening') process.exit(0);
  });
}
