import path from 'node:path';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { CancellationSource, type CancellationToken } from '../common/cancellation.js';
import { cancelledError } from '../common/clozeError.js';
import type { Door } from './doors/door.js';
import { exitCode } from './exitCode.js';
import type { Terminal } from './terminal.js';

/**
 * The terminal of this process. The first Ctrl+C cancels, so that the engine can stop at its next step and free what it holds; the
 * second ends the process at once. A reader that closes the pipe, as `head` does, is no failure: the rest of the output is dropped.
 */
export function processTerminal(packageFolder: string, createEngine: Terminal['createEngine']): Terminal {
  const source = new CancellationSource();
  const interrupt = (): void => {
    if (source.token.isCancellationRequested) process.exit(exitCode.interrupted);
    source.cancel();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);

  let readerIsGone = false;
  const onPipeError = (error: NodeJS.ErrnoException): void => {
    if (error.code !== 'EPIPE') throw error;
    readerIsGone = true;
    source.cancel();
  };
  process.stdout.on('error', onPipeError);
  process.stderr.on('error', onPipeError);

  return {
    env: process.env,
    workingFolder: process.cwd(),
    packageFolder,
    showsProgress: process.stderr.isTTY,
    createEngine,
    openDoor: async (name) => (await import(pathToFileURL(path.join(packageFolder, 'dist', `${name}.js`)).href)) as Door,
    cancel: source.token,
    openInput: () => process.stdin as AsyncIterable<Uint8Array>,
    readInput: () => readToEnd(process.stdin, source.token),
    writeOutput: (text) =>
      new Promise((resolve) => {
        if (readerIsGone) resolve();
        else process.stdout.write(text, () => resolve());
      }),
    writeMessage: (text) => void process.stderr.write(text),
  };
}

async function readToEnd(stream: Readable, cancel: CancellationToken): Promise<Uint8Array> {
  const waiting = cancel.onCancellationRequested(() => stream.destroy(cancelledError()));
  try {
    const parts: Uint8Array[] = [];
    for await (const part of stream) parts.push(part as Uint8Array);
    return Buffer.concat(parts);
  } finally {
    waiting.dispose();
  }
}
