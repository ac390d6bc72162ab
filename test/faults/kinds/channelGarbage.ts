import { PassThrough } from 'node:stream';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter, type Message } from 'vscode-jsonrpc/node';
import { engineMethods } from '../../../src/common/engineMethods.js';
import { tableMethods } from '../../../src/common/methods/tables.js';
import { createEngine } from '../../../src/engine/engine.js';
import { serve } from '../../../src/engine/process/serve.js';
import { Fault, orReason } from '../expectations.js';
import type { FaultKind } from '../faultKind.js';
import type { SeededRandom } from '../seededRandom.js';

const methods = ['initialize', ...Object.keys(engineMethods), ...Object.keys(tableMethods)];
const others = ['$/cancelRequest', 'x', ''];
const keys = [
  'context',
  'before',
  'after',
  'headings',
  'text',
  'texts',
  'pairs',
  'places',
  'top',
  'by',
  'classifier',
  'path',
  'id',
  'examples',
];

/** Messages that are none: the channel stays, a request that cannot be meant is refused, and the next one is answered. */
export const channelGarbage: FaultKind = {
  name: 'garbage on the channel',
  share: 15,
  async run(random, workshop) {
    const [there, back] = [new PassThrough(), new PassThrough()];
    const served = createMessageConnection(new StreamMessageReader(there), new StreamMessageWriter(back));
    serve(served, (init, log) => createEngine(init, { log, now: () => performance.now() }));
    const writer = new StreamMessageWriter(there);
    const connection = createMessageConnection(new StreamMessageReader(back), writer);
    const internal: unknown[] = [];
    connection.onNotification('log', (entry: unknown) => void internal.push(entry));
    connection.listen();
    try {
      if (random.below(4) > 0) await connection.sendRequest('initialize', { request: workshop.init() });
      for (let count = 0; count < 20; count++) await writer.write(garbage(random) as Message);
      const status = orReason(
        connection.sendRequest('status', {}).catch(() => 'refused'),
        [],
        10_000,
      );
      if ((await status) === undefined) throw new Fault('A request behind garbage has no answer.');
      const errors = internal.filter((entry) => (entry as { level?: unknown }).level === 'error');
      if (errors.length > 0) throw new Fault(`Garbage is taken for work: ${JSON.stringify(errors[0])}`);
    } finally {
      connection.dispose();
      served.dispose();
    }
  },
};

function garbage(random: SeededRandom): unknown {
  switch (random.below(6)) {
    case 0:
      return value(random, 3);
    case 1:
      return { jsonrpc: '2.0', id: value(random, 1), method: random.pick([...methods, ...others]), params: value(random, 3) };
    case 2:
      return { jsonrpc: '2.0', id: random.below(99) + 1000, result: value(random, 2), error: value(random, 2) };
    case 3:
      return { jsonrpc: '2.0', method: random.pick([...methods, ...others]), params: value(random, 3) };
    default:
      return {
        jsonrpc: '2.0',
        id: random.below(1e6) + 1e6,
        method: random.pick(methods),
        params: { request: value(random, 3), progress: value(random, 1) },
      };
  }
}

function value(random: SeededRandom, depth: number): unknown {
  if (depth > 0 && random.below(3) > 0) {
    const items = Array.from({ length: random.below(5) }, () => value(random, depth - 1));
    return random.below(3) === 0 ? items : Object.fromEntries(items.map((item) => [random.pick(keys), item]));
  }
  return random.pick<unknown>([null, true, false, 0, -1, 1e308, 0.5, '', 'a text', 'encoder', 'csv', '\u0000', [], {}]);
}
