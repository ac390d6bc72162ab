import { once } from 'node:events';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EngineInit } from '../../../src/common/methods/lifecycle.js';
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

/** A client's side of the streams of a process that runs already. */
function transport(): Transport {
  const made: Transport = {
    start: () => {
      createInterface(child.stdout).on('line', (line) => made.onmessage?.(JSON.parse(line) as JSONRPCMessage));
      return Promise.resolve();
    },
    send: (message) => Promise.resolve(void child.stdin.write(`${JSON.stringify(message)}\n`)),
    close: () => Promise.resolve(),
  };
  return made;
}

async function connect(): Promise<Client> {
  const client = new Client({ name: 'agent', version: '1' });
  await client.connect(transport());
  return client;
}

describe('The server goes on after', () => {
  test.each([
    ['a line that is not JSON', '{"jsonrpc": "2.0", "id": '],
    ['a line that is no message', '42'],
    ['an empty line', ''],
    ['a request that is not known', '{"jsonrpc":"2.0","id":"x","method":"tools/bake"}'],
    ['a notification that is not known', '{"jsonrpc":"2.0","method":"notifications/whatever"}'],
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

test('It ends where its agent closes the connection', async () => {
  await connect();
  child.stdin.end();
  expect(await ended).toBe(0);
});
