import { once } from 'node:events';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CancellationTokenSource, type MessageConnection } from 'vscode-jsonrpc/node';
import type { EngineInit } from '../../../src/common/methods/lifecycle.js';
import { startLanguageServer } from '../../util/startDoor.js';

/** No model is asked for anything here. */
const init: EngineInit = { modelFolders: [], cacheFolder: '/nowhere', causalModel: 'none', device: 'cpu', threads: 1 };

let child: ChildProcessWithoutNullStreams;
let connection: MessageConnection;
/** All that came on standard output. */
let output: Buffer[];
let ended: Promise<number | null>;
beforeEach(async () => {
  ({ child, connection } = await startLanguageServer(init));
  output = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  ended = once(child, 'exit').then(([code]) => code as number | null);
  connection.listen();
});
afterEach(() => void child.kill('SIGKILL'));

const initialize = (processId: number | null = null): Promise<unknown> =>
  connection.sendRequest('initialize', { processId, rootUri: null, capabilities: {} });
const hover = { textDocument: { uri: 'file:///none.md' }, position: { line: 0, character: 0 } };
/** Writes a message as it is, whatever it is. */
const raw = (body: string): void => void child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);

describe('The server goes on after', () => {
  test.each<[string, () => unknown]>([
    ['a message that is not JSON', () => raw('{"jsonrpc": "2.0", "id": ')],
    ['a message that is not an object', () => raw('42')],
    ['an empty batch', () => raw('[]')],
    ['a request without a method', () => raw('{"jsonrpc":"2.0","id":7}')],
    ['a notification that is not known', () => connection.sendNotification('$/whatever', { a: 1 })],
    [
      'a change of a document that is not open',
      () => connection.sendNotification('textDocument/didChange', { textDocument: { uri: 'file:///x', version: 1 }, contentChanges: [] }),
    ],
    ['a cancel of a request that is not there', () => connection.sendNotification('$/cancelRequest', { id: 4711 })],
    [
      'two requests with one id',
      () => {
        raw(`{"jsonrpc":"2.0","id":"one","method":"textDocument/hover","params":${JSON.stringify(hover)}}`);
        raw(`{"jsonrpc":"2.0","id":"one","method":"textDocument/hover","params":${JSON.stringify(hover)}}`);
      },
    ],
  ])('%s', async (_, send) => {
    connection.onError(() => undefined);
    await initialize();
    await send();
    expect(await connection.sendRequest('textDocument/hover', hover)).toBeNull();
  });
});

test('A request before the first one, or after the last one, is refused as such', async () => {
  await expect(connection.sendRequest('textDocument/hover', hover)).rejects.toMatchObject({ code: -32002 });
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri: 'file:///a.md', languageId: 'markdown', version: 1, text: 'A.' },
  });
  await initialize();
  await connection.sendRequest('shutdown');
  await expect(connection.sendRequest('textDocument/hover', hover)).rejects.toMatchObject({ code: -32600 });
  await connection.sendNotification('exit');
  expect(await ended).toBe(0);
});

test('A method that is not known is refused as such', async () => {
  await initialize();
  await expect(connection.sendRequest('textDocument/bake', {})).rejects.toMatchObject({ code: -32601 });
});

test('A thousand requests at once are all answered, cancelled ones too', async () => {
  await initialize();
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri: 'file:///a.txt', languageId: 'rust', version: 1, text: 'fn main() {}' },
  });
  const answers = Array.from({ length: 1_000 }, (_, index) => {
    const source = new CancellationTokenSource();
    const answer = connection.sendRequest('textDocument/hover', { ...hover, textDocument: { uri: 'file:///a.txt' } }, source.token);
    if (index % 3 === 0) source.cancel();
    return answer.then(
      () => 'answered',
      () => 'cancelled',
    );
  });
  const outcomes = await Promise.all(answers);
  expect(outcomes.filter((outcome) => outcome === 'answered').length).toBeGreaterThan(600);
});

test('A huge document is taken in, and edited', async () => {
  await initialize();
  const text = 'The boat came in, and the harbor was quiet. '.repeat(200_000);
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri: 'file:///a.rs', languageId: 'rust', version: 1, text },
  });
  const at = { line: 0, character: 5_000_000 };
  for (let version = 2; version < 50; version++) {
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: 'file:///a.rs', version },
      contentChanges: [{ range: { start: at, end: at }, text: 'é' }],
    });
  }
  expect(await connection.sendRequest('textDocument/hover', { ...hover, textDocument: { uri: 'file:///a.rs' } })).toBeNull();
});

test('Nothing but messages is on standard output', async () => {
  await initialize();
  await connection.sendRequest('cloze/complete', { request: {} }).catch(() => undefined);
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  expect(await ended).toBe(0);
  let rest = Buffer.concat(output).toString('utf8');
  while (rest !== '') {
    const [header, length] = /^Content-Length: (\d+)\r\n\r\n/.exec(rest) ?? [];
    expect(header, rest.slice(0, 200)).toBeDefined();
    JSON.parse(rest.slice(header?.length, (header?.length ?? 0) + Number(length)));
    rest = rest.slice((header?.length ?? 0) + Number(length));
  }
});

describe('The server ends', () => {
  test('without a fault where it was asked to', async () => {
    await initialize();
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    expect(await ended).toBe(0);
  });

  test('where it was not told of the end before', async () => {
    await initialize();
    await connection.sendNotification('exit');
    expect(await ended).toBe(1);
  });

  test('where the system asks it to', async () => {
    await initialize();
    child.kill('SIGTERM');
    expect(await ended).toBe(1);
  });

  test('where its client closes the connection', async () => {
    await initialize();
    child.stdin.end();
    expect(await ended).toBe(1);
  });

  test('where the process of its client is gone, though something holds its connection', async () => {
    const editor = spawn(process.execPath, ['-e', '']);
    await once(editor, 'exit');
    await initialize(editor.pid);
    expect(await ended).toBe(1);
  });
});
