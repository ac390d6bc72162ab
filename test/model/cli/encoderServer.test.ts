import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { TestTerminal } from '../../unit/cli/testTerminal.js';
import { golden } from '../../util/golden.js';
import { InferenceServer } from '../../util/servers/inferenceServer.js';
import { tinyTokenizer } from '../../util/tinyTokenizer.js';
import { type Answer, cloze } from './clozeCommand.js';

/** A text to classify. */
const short = path.join(tmpdir(), `cloze-short-${process.pid}.txt`);

let folder: string;
let server: InferenceServer;
let exported: Answer;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cloze-export-'));
  await writeFile(short, 'Two boats had come in before dawn.');
  exported = await cloze(['export', '--oip', folder, '--precision', 'int4', '--json']);
  server = await InferenceServer.start('bert-base-uncased', path.join(folder, 'bert-base-uncased/1/model.onnx'));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
  await rm(short);
});
beforeEach(() => {
  server.faults = [];
  server.binary = true;
});

const read = (file: string): Promise<string> => readFile(path.join(folder, file), 'utf8');

test('The export is a repository for three kinds of server', async () => {
  expect(exported.json).toMatchObject({ model: 'bert-base-uncased', folder });
  expect(await read('bert-base-uncased/config.pbtxt')).toMatch(
    /^name: "bert-base-uncased"\nplatform: "onnxruntime_onnx"\nmax_batch_size: 0\ninput \[[^]*name: "input_ids"\n {4}data_type: TYPE_INT64\n {4}dims: \[ -1, -1 \]/,
  );
  expect(JSON.parse(await read('bert-base-uncased/model-settings.json'))).toMatchObject({
    name: 'bert-base-uncased',
    implementation: 'cloze_runtime.ClozeRuntime',
  });
  expect(await read('bert-base-uncased/cloze_runtime.py')).toContain('class ClozeRuntime(MLModel)');
  expect(JSON.parse(await read('config.json'))).toEqual({
    model_config_list: [{ config: { name: 'bert-base-uncased', base_path: '/models/bert-base-uncased' } }],
  });
});

test('The export for Text Embeddings Inference is a classifier of pairs', async () => {
  const model = path.join(folder, 'with-adapters');
  await cp(golden('bert-pair-adapters').folder, model, { recursive: true });
  await writeFile(path.join(model, 'tokenizer.json'), JSON.stringify(tinyTokenizer));
  const target = path.join(folder, 'classifiers');
  const { json, code } = await cloze(['export', '--tei', target, '--encoder', model, '--json']);
  expect(code).toBe(0);
  expect(json).toMatchObject({ folder: target, model: 'with-adapters' });
  expect(JSON.parse(await read('classifiers/with-adapters/config.json'))).toMatchObject({
    architectures: ['BertForSequenceClassification'],
    id2label: { 0: 'next', 1: 'other' },
  });
});

test('An export without a folder says what is missing', async () => {
  expect(await cloze(['export'])).toMatchObject({ code: 2, messages: expect.stringMatching(/needs --oip DIR or --tei DIR/) as string });
});

test.each([
  ['fill', ['fill', 'The cat [MASK] on the mat.', '--json'], undefined],
  ['next', ['next', 'Two boats had come in.', 'Their crews were asleep.', '--json'], undefined],
  ['flow', ['flow', '-', '--json'], 'The harbor was quiet. Two boats had come in before dawn. The price of oil rose by 3 %.'],
  ['classify', ['classify', '--labels', 'sea,money', '--by', 'encoder', short, '--json'], undefined],
] as const)('%s says over a server what it says here, in either form of the outputs', async (_, words, input) => {
  const run = async (...options: string[]): Promise<unknown> => {
    const terminal = new TestTerminal();
    terminal.input = Buffer.from(input ?? '');
    const { json, messages, code } = await cloze([...words, '--precision', 'int4', ...options], terminal);
    expect({ code, messages }).toEqual({ code: 0, messages: '' });
    return rounded(json);
  };
  const here = await run();
  for (const binary of [true, false]) {
    server.binary = binary;
    const requests = server.requests;
    expect(await run('--encoder-server', server.url)).toEqual(here);
    expect(server.requests).toBeGreaterThan(requests);
  }
});

test.each<[string, number, string, RegExp]>([
  ['has trouble', 500, '{"error":"out of memory"}', /has trouble \(500\)\. It says: out of memory\./],
  [
    'answers other shapes',
    200,
    '{"outputs":[{"name":"x","datatype":"FP32","shape":[2],"data":[1]}]}',
    /"x" has not as many values as its shape says/,
  ],
  [
    'answers other types',
    200,
    '{"outputs":[{"name":"top_logprobs","datatype":"INT64","shape":[1],"data":[1]}]}',
    /"top_logprobs" is INT64 and not FP32/,
  ],
  ['leaves an output out', 200, '{"outputs":[]}', /is not there/],
])('A server that %s is told as that', async (_, status, body, message) => {
  server.faults = [(requested, response) => requested.endsWith('/infer') && Boolean(response.writeHead(status).end(body))];
  const { code, messages } = await cloze(['fill', 'The cat [MASK] on the mat.', '--encoder-server', server.url]);
  expect(code).not.toBe(0);
  expect(messages).toMatch(message);
});

test('A server without the model says how to bring it there', async () => {
  server.faults = [(_, response) => Boolean(response.writeHead(404).end('{"error":"unknown model"}'))];
  const { messages } = await cloze(['fill', 'The cat [MASK] on the mat.', '--encoder-server', server.url]);
  expect(messages).toMatch(/has no model "bert-base-uncased"\. Export it with "cloze export --oip DIR"/);
});

/** Numbers to five digits, since kernels add in another order where threads differ; times are left out. */
function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(4));
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !/^(?:timings|seconds|.*Ms)$/.test(key)).map(([key, each]) => [key, rounded(each)])); // prettier-ignore
}
