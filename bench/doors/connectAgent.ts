import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';

/** An agent that speaks with a server of the Model Context Protocol whose process runs already. */
export async function connectAgent(child: ChildProcessWithoutNullStreams): Promise<Client> {
  const client = new Client({ name: 'agent', version: '1' });
  const transport: Transport = {
    start: () => {
      createInterface(child.stdout).on('line', (line) => transport.onmessage?.(JSON.parse(line) as JSONRPCMessage));
      return Promise.resolve();
    },
    send: (message) => Promise.resolve(void child.stdin.write(`${JSON.stringify(message)}\n`)),
    close: () => Promise.resolve(),
  };
  await client.connect(transport);
  return client;
}
