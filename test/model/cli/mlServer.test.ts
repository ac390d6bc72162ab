import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { MlServer, pythonWithMlServer } from '../../util/servers/mlServer.js';
import { cloze } from './clozeCommand.js';

const python = pythonWithMlServer();
const model = 'bert-base-uncased';

/** What to do where it is skipped; it is hundreds of megabytes, so no test installs it by itself. */
const remedy = 'needs a Python with it: pip install mlserver==1.7.1 onnxruntime, and CLOZE_TEST_MLSERVER_PYTHON, or python3 on the path';

/** The server itself, where a Python has it. */
describe.skipIf(python === undefined)(`MLServer with what was exported (${remedy})`, () => {
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

  test('says of many files what this machine says, in their order', async () => {
    const names = Array.from({ length: 40 }, (_, at) => path.join(folder, `text-${at}.txt`));
    for (const [at, name] of names.entries())
      await writeFile(name, `Boat ${at} came in before dawn. ${'Its crew was asleep. '.repeat(at % 7)}`);
    const run = async (...options: string[]): Promise<unknown> => {
      const words = ['classify', '--labels', 'sea,money', '--by', 'encoder', ...names, '--json', '--precision', 'int4', ...options];
      const { json, messages, code } = await cloze(words);
      expect({ code, messages }).toEqual({ code: 0, messages: '' });
      return (json as { texts: { file: string; label: string }[] }).texts.map(({ file, label }) => ({ file, label }));
    };
    const there = await run('--encoder-server', server.url);
    expect((there as { file: string }[]).map(({ file }) => file)).toEqual(names);
    expect(there).toEqual(await run());
  });
});

/** Numbers to three digits: the kernels of another release add in another order. */
function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(3));
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !/^(?:timings|seconds|.*Ms)$/.test(key)).map(([key, each]) => [key, rounded(each)])); // prettier-ignore
}
