import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { LineTransport } from '../../../src/mcp/lineTransport.js';

/** What comes in and out of a transport that takes messages of up to 100 bytes, fed with parts as they arrive. */
async function fed(...parts: readonly (string | Uint8Array)[]): Promise<{ messages: unknown[]; answers: unknown[] }> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const transport = new LineTransport(input, output, 100);
  const messages: unknown[] = [];
  transport.onmessage = (message) => messages.push(message);
  await transport.start();
  for (const part of parts) input.write(part);
  await new Promise((resolve) => setImmediate(resolve));
  const lines = String(output.read() ?? '')
    .split('\n')
    .filter(Boolean);
  return { messages, answers: lines.map((line) => JSON.parse(line) as unknown) };
}

const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
const pong = { jsonrpc: '2.0', id: 1, method: 'ping' };

test.each<[string, readonly (string | Uint8Array)[], number]>([
  ['in one part', [`${ping}\n`], 1],
  ['in many', [...Array.from(ping), '\n'], 1],
  ['cut inside a character', [Buffer.from(`${ping.replace('ping', 'é')}\n`).subarray(0, 37), Buffer.from(`${ping.replace('ping', 'é')}\n`).subarray(37)], 1], // prettier-ignore
  ['several in a part, with line ends of Windows', [`${ping}\r\n${ping}\r\n`, `${ping}\n`], 3],
  ['between empty lines', [`\n\r\n${ping}\n\n`], 1],
])('Messages arrive: %s', async (_, parts, count) => {
  const { messages, answers } = await fed(...parts);
  expect(messages).toHaveLength(count);
  expect(answers).toEqual([]);
});

test.each<[string, string, { code: number; id: unknown }]>([
  ['what is not JSON', '{"jsonrpc": "2.0", "id": ', { code: -32700, id: null }],
  ['what is not an object', '42', { code: -32600, id: null }],
  ['a batch', `[${ping}]`, { code: -32600, id: null }],
  ['a request without a version, by its id', '{"id":7,"method":"ping"}', { code: -32600, id: 7 }],
  ['a method that is no name', '{"jsonrpc":"2.0","id":"a","method":5}', { code: -32600, id: 'a' }],
  ['what is too long', `{"jsonrpc":"2.0","id":1,"method":"${'x'.repeat(200)}"}`, { code: -32600, id: null }],
])('Answered with an error is %s, and what comes next arrives', async (_, line, { code, id }) => {
  const { messages, answers } = await fed(`${line}\n`, `${ping}\n`);
  expect(answers).toEqual([{ jsonrpc: '2.0', id, error: { code, message: expect.stringMatching(/\.$/) as string } }]);
  expect(messages).toEqual([pong]);
});
