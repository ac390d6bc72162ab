import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { MlServer, pythonWithMlServer } from '../../util/servers/mlServer.js';
import { cloze } from './clozeCommand.js';

const python = pythonWithMlServer();
const model = 'bert-base-uncased';

/** The server itself, where a Python has it: pip install mlserver onnxruntime. */
describe.skipIf(python === undefined)('MLServer with what was exported', () => {
  let folder: string;
  let server: MlServer;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'cloze-mlserver-'));
    await cloze(['export', '--oip', folder, '--precision', 'int4']);
    server = await MlServer.start(python ?? '', path.join(folder, model));
    await vi.waitFor(async () => expect(await server.isReady(model)).toBe(true), { timeout: 60_000, interval: 200 });
  }, 120_000);
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  test.each([
    ['words for a gap', ['fill', 'The cat [MASK] on the mat.']],
    ['whether a sentence follows', ['next', 'Two boats had come in.', 'Their crews were asleep.']],
  ])('says what this machine says: %s', async (_, words) => {
    const run = async (...options: string[]): Promise<unknown> => {
      const { json, messages, code } = await cloze([...words, '--json', '--precision', 'int4', ...options]);
      expect({ code, messages }).toEqual({ code: 0, messages: '' });
      return rounded(json);
    };
    expect(await run('--encoder-server', server.url)).toEqual(await run());
  });
});

/** Numbers to three digits: the kernels of another release add in another order. */
function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(3));
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !/^(?:timings|seconds|.*Ms)$/.test(key)).map(([key, each]) => [key, rounded(each)])); // prettier-ignore
}
