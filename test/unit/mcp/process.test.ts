import { once } from 'node:events';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EngineInit } from '../../../src/common/methods/lifecycle.js';
import { connectAgent } from '../../../bench/doors/connectAgent.js';
import { startDoor } from '../../util/startDoor.js';

/** No model is asked for anything here. */
const init: EngineInit = { modelFolders: [], cacheFolder: '/nowhere', causalModel: 'none', device: 'cpu', threads: 1 };

let child: ChildProcessWithoutNullStreams;
let ended: Promise<number | null>;
beforeEach(async () => {
  child = await startDoor('mcp', init);
  ended = once(child, 'exit').then(([code]) => code as number | null);
});
afterEach(() => void child.kill('SIGKILL'));

const connect = (): Promise<Client> => connectAgent(child);

describe('The server goes on after', () => {
  test.each([
    ['a line that is not JSON', '{"jsonrpc": "2.0", "id": '],
    ['a line that is no message', '42'],
    ['an empty line', ''],
    ['a request that is not known', '{"jsonrpc":"2.0","id":"x","method":"tools/bake"}'],
    ['a notification that is not known', '{"jsonrpc":"2.0","method":"notifications/whatever"}'],
    [
      'two requests with one id',
      ['', ''].map(() => '{"jsonrpc":"2.0","id":"one","method":"tools/call","params":{"name":"cloze_flow"}}').join('\n'),
    ],
    ['a message of 12 MB', JSON.stringify({ jsonrpc: '2.0', id: 'big', method: 'ping', params: { text: 'x'.repeat(12_000_000) } })],
    ['a cancel of a call that is not there', '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":4711}}'],
  ])('%s', async (_, line) => {
    const client = await connect();
    child.stdin.write(`${line}\n`);
    expect((await client.listTools()).tools).toHaveLength(6);
  });
});

test('A thousand calls at once are all answered', async () => {
  const client = await connect();
  const calls = Array.from({ length: 1_000 }, () => client.callTool({ name: 'cloze_flow', arguments: {} }));
  for (const answer of await Promise.all(calls)) expect(answer.isError).toBe(true);
});

test('A text that is too long is refused in a sentence', async () => {
  const client = await connect();
  const answer = await client.callTool({ name: 'cloze_flow', arguments: { text: 'The boat came in. '.repeat(200_000) } });
  expect(answer).toMatchObject({ isError: true, content: [{ text: expect.stringMatching(/too long|at most/) as string }] });
});

test('Nothing but messages is on standard output', async () => {
  const lines: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => lines.push(String(chunk)));
  const client = await connect();
  child.stdin.write('garbage\n');
  // The engine cannot load a model here, and says so in its log.
  await client.callTool({ name: 'cloze_surprisal', arguments: { text: 'The boat came in.' } });
  child.stdin.end();
  await ended;
  for (const line of lines.join('').split('\n').filter(Boolean)) expect(JSON.parse(line)).toMatchObject({ jsonrpc: '2.0' });
});

describe('It ends', () => {
  test('where its agent closes the connection', async () => {
    await connect();
    child.stdin.end();
    expect(await ended).toBe(0);
  });

  test('where its agent is gone and answers have no reader', async () => {
    await connect();
    child.stdout.destroy();
    child.stdin.destroy();
    expect(await ended).not.toBeNull();
  });

  test('where the system asks it to', async () => {
    await connect();
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});
