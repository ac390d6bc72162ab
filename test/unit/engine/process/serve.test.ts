import { afterEach, describe, expect, test } from 'vitest';
import type { MessageConnection } from 'vscode-jsonrpc/node';
import { engineMethods } from '../../../../src/common/engineMethods.js';
import { tableMethods } from '../../../../src/common/methods/tables.js';
import { servedEngine } from '../../../util/servedEngine.js';

const init = { modelFolders: [], cacheFolder: '/cache', causalModel: 'm', device: 'cpu', threads: 1 };

let connection: MessageConnection;
afterEach(() => connection.dispose());

const serving = (): void => {
  connection = servedEngine();
  connection.listen();
};
const codeOf = (method: string, request: unknown): Promise<unknown> =>
  connection.sendRequest(method, { request }).then(
    () => 'answered',
    (error: unknown) => (error as { data?: { code?: string } }).data?.code ?? 'a fault',
  );

describe('A request that cannot be meant is refused in words', () => {
  test.each([
    ...[
      null,
      [],
      'a text',
      7,
      {},
      { ...init, modelFolders: null },
      { ...init, modelFolders: ['relative'] },
      { ...init, cacheFolder: null },
    ],
    ...[
      { ...init, causalModel: 7 },
      { ...init, encoderModel: null },
      { ...init, device: 'abacus' },
      { ...init, threads: -1 },
    ],
  ])('initialize with %j', async (parameters) => {
    serving();
    expect(await codeOf('initialize', parameters)).toBe('bad-request');
    expect(await codeOf('initialize', init)).toBe('answered');
  });

  const methods = Object.entries({ ...engineMethods, ...tableMethods }).flatMap(([name, method]) => ('request' in method ? [name] : []));
  test.each(methods)('%s without parameters, or with null in their place or among them', async (method) => {
    serving();
    await codeOf('initialize', init);
    const nulls = [
      ...['context', 'text', 'texts', 'pairs', 'places', 'examples', 'sentences', 'classifier', 'sampling', 'path'].map((key) => ({
        [key]: null,
      })),
      { pairs: [null], signals: [] },
      { text: 'a', places: [null], top: 1, maxPieces: 1, vote: false },
      { examples: [null], by: 'encoder', weighting: 'none', seed: 1 },
      { texts: [null], by: null },
      { texts: [], multiLabel: false, why: false, classifier: { kind: 'zero-shot', labels: ['a', 'b'], by: null } },
      { texts: [], multiLabel: false, why: false, classifier: { kind: 'head', head: null } },
      { text: 'a', classifier: { kind: 'head', head: null } },
      { path: '/a', format: 'csv', from: null, limit: 1 },
      { path: '/a', format: 'csv', columns: null, limit: 1 },
      { context: { before: 'a', after: 'b', headings: [null] } },
      { sentences: [null], unit: 'span' },
    ];
    expect(await codeOf(method, null)).toBe('bad-request');
    expect(await codeOf(method, undefined)).toBe('bad-request');
    await expect(connection.sendRequest(method, 'no parameters')).rejects.toMatchObject({ data: { code: 'bad-request' } });
    for (const parameters of nulls) expect(await codeOf(method, parameters)).not.toBe('a fault');
    for (const parameters of nulls) expect(await codeOf(method, parameters)).not.toBe('internal');
  });
});
