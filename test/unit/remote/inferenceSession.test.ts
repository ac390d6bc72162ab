import type http from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CancellationSource } from '../../../src/common/cancellation.js';
import { readEncoderArchitecture } from '../../../src/engine/graph/architectures/encoderRegistry.js';
import { findModel } from '../../../src/engine/models/modelFolders.js';
import { openCheckpoint } from '../../../src/engine/models/openCheckpoint.js';
import type { Encoder, EncoderSequence } from '../../../src/engine/runtime/encoder.js';
import { GraphEncoder } from '../../../src/engine/runtime/graphEncoder.js';
import { tensorFactory } from '../../../src/engine/runtime/session.js';
import type { Token } from '../../../src/engine/tokenizer/token.js';
import { openInferenceSession } from '../../../src/remote/inference/inferenceSession.js';
import { serverAddress } from '../../../src/remote/server/serverAddress.js';
import { ServerConnection } from '../../../src/remote/server/serverConnection.js';
import { type SmallModels, smallModels } from '../../contract/smallModels.js';
import { type InferenceDialect, inferenceDialects, type SaidAnswer, type SaidTensor } from '../../util/servers/inferenceDialects.js';
import { ScriptedServer } from '../../util/servers/scriptedServer.js';

const model = 'bert-pretraining';
const inputs = ['input_ids', 'position_ids', 'segment_ids', 'attention_mask', 'asked_tokens', 'rows', 'top', 'rated_tokens', 'ranked_rows', 'pair_rows', 'mean_weights', 'asked_mean_weights']; // prettier-ignore
const outputs = ['next_sentence_logits', 'top_logprobs', 'top_tokens', 'rated_logprobs', 'ranks', 'inner_features', 'features'];

let models: SmallModels;
let architecture: ReturnType<typeof readEncoderArchitecture>;
const open: { close(): Promise<void> }[] = [];
const waits: number[] = [];

beforeAll(async () => {
  models = await smallModels();
  const checkpoint = await openCheckpoint(await findModel(model, models.init.modelFolders, {}));
  architecture = readEncoderArchitecture(checkpoint);
  await checkpoint.close();
});
afterEach(async () => {
  waits.length = 0;
  for (const each of open.splice(0).reverse()) await each.close();
});
afterAll(() => models.remove());

interface AskedTensor {
  readonly name: string;
  readonly datatype: string;
  readonly shape: readonly number[];
  readonly parameters?: { readonly binary_data_size: number };
  readonly data?: readonly number[];
}
interface Asked {
  readonly inputs: readonly AskedTensor[];
  readonly outputs: readonly { readonly name: string; readonly parameters?: unknown }[];
}

/** What a request to a server is answered: with what it says, or as it likes. */
type Answering = (asked: Asked, response: http.ServerResponse, request: http.IncomingMessage) => readonly SaidTensor[] | undefined;

/** The odds that a pair follows are the number of its tokens; the second output is 0. */
const lengths = ({ inputs: sent }: Asked): SaidTensor[] => {
  const pairs = sent.find(({ name }) => name === 'pair_rows')?.shape[0] ?? 0;
  const width = sent.find(({ name }) => name === 'input_ids')?.shape[1] ?? 0;
  return [
    { name: 'next_sentence_logits', shape: [pairs, 2], values: Array.from({ length: 2 * pairs }, (_, at) => (at % 2 === 0 ? width : 0)) },
  ];
};

async function serve(dialect: InferenceDialect, answering: Answering): Promise<ScriptedServer> {
  const named = (names: readonly string[]): object[] => names.map((name) => ({ name, datatype: 'FP32', shape: [-1, -1] }));
  const server = await ScriptedServer.start((request, response, body) => {
    const path = request.url ?? '';
    if (path === '/v2') return void response.end(JSON.stringify(dialect.server));
    if (path === `/v2/models/${model}`) return void response.end(JSON.stringify({ name: model, ...dialect.about, inputs: named(inputs), outputs: named(outputs) })); // prettier-ignore
    if (path === `/v2/models/${model}/ready`) return void response.end(dialect.ready);
    if (path !== `/v2/models/${model}/infer`) return void response.writeHead(404).end('{"error":"no"}');
    const said = answering(askedIn(request, body), response, request);
    if (said !== undefined) send(response, dialect.answer(model, said));
  });
  open.push(server);
  return server;
}

function askedIn(request: http.IncomingMessage, body: string): Asked {
  return JSON.parse(body.slice(0, Number(request.headers['inference-header-content-length'] ?? body.length))) as Asked;
}

function send(response: http.ServerResponse, { headers, body }: SaidAnswer): void {
  response.writeHead(200, headers).end(body);
}

async function encoderOf(server: ScriptedServer, options: { readonly answerMs?: number } = {}): Promise<Encoder> {
  const connection = await ServerConnection.open({}, { address: serverAddress(server.url), ...options });
  open.push(connection);
  const patience = { wait: (ms: number) => Promise.resolve(waits.push(ms)).then(() => undefined), random: () => 0.5, tries: 3 };
  return new GraphEncoder(
    model,
    await openInferenceSession(connection, model, { architecture, patience }),
    await tensorFactory(),
    architecture,
  );
}

/** Pairs of so many tokens. */
const pairsOf = (...sizes: number[]): EncoderSequence[] =>
  sizes.map((size) => ({ tokens: Array.from({ length: size }, () => 5 as Token) }));
const infers = (server: ScriptedServer): number => server.seen.filter(({ url }) => url.endsWith('/infer')).length;

const named = Object.entries(inferenceDialects);

describe.each(named)('%s', (_, dialect) => {
  test('is asked for what is wanted only, in its form, and outputs are found by their names', async () => {
    let asked: Asked | undefined;
    let type: string | undefined;
    const server = await serve(dialect, (request, _response, { headers }) => {
      [asked, type] = [request, headers['content-type']];
      return lengths(request);
    });
    expect(await (await encoderOf(server)).nextSentence(pairsOf(3, 3))).toEqual([3, 3]);
    expect(asked?.outputs.map(({ name }) => name)).toEqual(['next_sentence_logits']);
    const ids = asked?.inputs.find(({ name }) => name === 'input_ids');
    expect(ids).toMatchObject({ datatype: 'INT64', shape: [2, 3] });
    if (dialect.takesBytes) expect(ids).toMatchObject({ parameters: { binary_data_size: 48 } });
    else expect(ids).toMatchObject({ data: [5, 5, 5, 5, 5, 5] });
    expect(type).toBe(dialect.takesBytes ? 'application/octet-stream' : 'application/json');
  });

  test.each(dialect.failures)('tells of %s', async (__, status, body, message) => {
    const server = await serve(dialect, (___, response) => void response.writeHead(status).end(body));
    await expect((await encoderOf(server)).nextSentence(pairsOf(3))).rejects.toThrow(message);
    // What passes is asked again; what is refused, and a text of it, is not sent twice.
    expect(infers(server)).toBe(status === 503 ? 3 : 1);
  });
});

const triton = inferenceDialects['triton'] as InferenceDialect;
const kserve = inferenceDialects['kserve'] as InferenceDialect;

describe('A server that is not ready', () => {
  test.each([
    [503, '', /is not ready with it/],
    [400, '', /is not ready with it/],
    [200, '{"name":"bert-pretraining","ready": false}', /is not ready with it/],
  ])('says so with %i %s', async (status, body, message) => {
    const server = await ScriptedServer.start((request, response) => {
      if (request.url?.endsWith('/ready')) response.writeHead(status).end(body);
      else response.end(JSON.stringify({ name: 'x', inputs: [], outputs: [] }));
    });
    open.push(server);
    await expect(encoderOf(server)).rejects.toThrow(message);
  });

  test('or has no place to say it, which is no reason not to ask', async () => {
    const server = await ScriptedServer.start((request, response) => {
      if (request.url?.endsWith('/ready')) response.writeHead(404).end();
      else response.end(JSON.stringify({ name: 'x', inputs: [], outputs: [] }));
    });
    open.push(server);
    expect((await encoderOf(server)).layers).toBe(architecture.shape.layers);
  });
});

describe('An answer that is none', () => {
  const scores = (shape: readonly number[], values: readonly number[]): SaidTensor[] => [{ name: 'next_sentence_logits', shape, values }];
  test.each<[string, InferenceDialect, readonly SaidTensor[], RegExp]>([
    ['fewer values than were asked for', triton, scores([1, 2], [1, 2]), /"next_sentence_logits" has 2 values where 4 were asked for/],
    ['fewer values than were asked for, in JSON', kserve, scores([1, 2], [1, 2]), /has 2 values where 4 were asked for/],
    ['what is no number', triton, scores([2, 2], [1, NaN, 1, 1]), /"next_sentence_logits" has what is no number/],
    ['what is no number, in JSON', kserve, scores([2, 2], [1, NaN, 1, 1]), /has what is no number of its type/],
    ['other outputs', triton, [{ name: 'x', shape: [1], values: [1] }], /"next_sentence_logits" is not there/],
    ['a shape that is not its own', kserve, scores([2, 2], [1, 2, 3]), /has not as many values as its shape says/],
    ['a shape below zero', kserve, scores([-1, 2], [1, 2]), /it has no outputs of the protocol/],
  ])('has %s', async (_, dialect, said, message) => {
    const server = await serve(dialect, () => said);
    await expect((await encoderOf(server)).nextSentence(pairsOf(3, 3))).rejects.toThrow(message);
    expect(infers(server)).toBe(1);
  });

  const output = { name: 'next_sentence_logits', datatype: 'FP32', shape: [1, 2] };
  const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
  test.each<[string, Record<string, string>, Buffer, RegExp]>([
    ['another type', {}, json({ outputs: [{ ...output, datatype: 'INT64', data: [1, 2] }] }), /is INT64 and not FP32/],
    ['a type that no graph has', {}, json({ outputs: [{ ...output, datatype: 'BOOL', data: [true, false] }] }), /is not there/],
    ['half precision in JSON', {}, json({ outputs: [{ ...output, datatype: 'FP16', data: [1, 2] }] }), /has half precision in JSON/],
    ['texts for numbers', {}, json({ outputs: [{ ...output, data: ['1', '2'] }] }), /has what is no number of its type/],
    ['no data', {}, json({ outputs: [output] }), /has not as many values/],
    [
      'a header that is longer than itself',
      { 'inference-header-content-length': '9999' },
      json({ outputs: [] }),
      /header is longer than itself/,
    ],
    ['a header that is no number', { 'inference-header-content-length': 'x' }, json({ outputs: [] }), /header is longer than itself/],
    ['fewer bytes than it says', { 'inference-header-content-length': '114' }, json({ outputs: [{ ...output, parameters: { binary_data_size: 8 } }] }), /has not as many bytes|is longer than itself/], // prettier-ignore
    ['other bytes than its shape', {}, json({ outputs: [{ ...output, parameters: { binary_data_size: 4 } }] }), /has not as many bytes as its shape says/], // prettier-ignore
    ['a text that is longer than its bytes', { 'inference-header-content-length': String(json({ outputs: [{ name: 'n', datatype: 'BYTES', shape: [1], parameters: { binary_data_size: 6 } }] }).length) }, Buffer.concat([json({ outputs: [{ name: 'n', datatype: 'BYTES', shape: [1], parameters: { binary_data_size: 6 } }] }), Buffer.from([255, 0, 0, 0, 1, 1])]), /"n" has not as many bytes/], // prettier-ignore
    ['a page', {}, Buffer.from('<html>'), /it is no JSON/],
    ['nothing', {}, Buffer.from(''), /it is no JSON/],
  ])('has %s', async (_, headers, body, message) => {
    const server = await serve(triton, (__, response) => {
      send(response, { headers, body });
      return undefined;
    });
    await expect((await encoderOf(server)).nextSentence(pairsOf(3))).rejects.toThrow(message);
    expect(infers(server)).toBe(1);
  });

  test('is given up where it is much longer than what was asked for', async () => {
    const server = await serve(triton, (_, response) => {
      response.writeHead(200);
      const more = (): void => {
        if (!response.destroyed) response.write('x'.repeat(1 << 16), more);
      };
      more();
    });
    await expect((await encoderOf(server)).nextSentence(pairsOf(3))).rejects.toThrow(/longer than 2 MiB/);
  });

  test('never comes', async () => {
    const server = await serve(triton, () => undefined);
    await expect((await encoderOf(server, { answerMs: 50 })).nextSentence(pairsOf(3))).rejects.toThrow(/did not finish its answer in time/);
    // One that hangs would hang again.
    expect(infers(server)).toBe(1);
  });
});

describe('A server that has too much to do, or is being replaced', () => {
  test.each([[429], [502], [503], [504]])('%i: it is asked again after a wait that grows', async (status) => {
    let times = 0;
    const server = await serve(triton, (asked, response) => (++times < 3 ? void response.writeHead(status).end() : lengths(asked)));
    expect(await (await encoderOf(server)).nextSentence(pairsOf(4))).toEqual([4]);
    expect(waits).toEqual([1000, 2000]);
  });

  test('the wait that it asks for is kept', async () => {
    let times = 0;
    const server = await serve(triton, (asked, response) =>
      ++times < 2 ? void response.writeHead(429, { 'retry-after': '7' }).end() : lengths(asked),
    );
    await (await encoderOf(server)).nextSentence(pairsOf(4));
    expect(waits).toEqual([7000]);
  });

  test('a connection that is reset in the middle of an answer is tried again', async () => {
    let times = 0;
    const server = await serve(triton, (asked, response) => {
      if (++times > 1) return lengths(asked);
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"outputs"');
      setImmediate(() => response.destroy());
      return undefined;
    });
    expect(await (await encoderOf(server)).nextSentence(pairsOf(4))).toEqual([4]);
  });

  test('and one that is reset each time is told of', async () => {
    const server = await serve(triton, (_, response) => void response.destroy());
    await expect((await encoderOf(server)).nextSentence(pairsOf(4))).rejects.toMatchObject({ code: 'network' });
    expect(infers(server)).toBe(3);
  });
});

describe('Many sequences', () => {
  /** 320 of 64 tokens are 20 requests of 1,024; each begins with another token. */
  const many = (): EncoderSequence[] =>
    pairsOf(...Array<number>(320).fill(64)).map(({ tokens }, at) => ({ tokens: [firstOf(at), ...tokens.slice(1)] }));
  const firstOf = (at: number): Token => (at % architecture.shape.vocabularySize) as Token;

  test('are many requests under way at the same time, and answers keep their order though the last comes first', async () => {
    const waiting: (() => void)[] = [];
    let most = 0;
    const server = await serve(kserve, ({ inputs: [ids] }, response) => {
      const firsts = (ids?.data ?? []).filter((_, at) => at % 64 === 0);
      const said = { name: 'next_sentence_logits', shape: [firsts.length, 2], values: firsts.flatMap((token) => [token, 0]) };
      waiting.push(() => send(response, kserve.answer(model, [said])));
      most = Math.max(most, waiting.length);
      // Answers come backwards, as soon as as many wait as go out at first.
      if (waiting.length === 4) for (const answer of waiting.splice(0).reverse()) answer();
      return undefined;
    });
    expect(await (await encoderOf(server)).nextSentence(many())).toEqual(Array.from({ length: 320 }, (_, at) => firstOf(at)));
    expect(most).toBe(4);
    expect(infers(server)).toBe(20);
  });

  test('end all with a cancel, also those at the server', async () => {
    const source = new CancellationSource();
    let closed = 0;
    let begun = 0;
    const server = await serve(triton, (_, response) => {
      response.on('close', () => closed++);
      if (++begun === 4) source.cancel();
      return undefined;
    });
    await expect((await encoderOf(server)).nextSentence(many(), source.token)).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(() => closed).toBe(4);
    expect(infers(server)).toBe(4);
  });

  test('end with the first that is refused, and no more are sent', async () => {
    const server = await serve(triton, (_, response) => void response.writeHead(413).end());
    await expect((await encoderOf(server)).nextSentence(many())).rejects.toThrow(/finds the text too long/);
    expect(infers(server)).toBeLessThanOrEqual(4);
  });
});
