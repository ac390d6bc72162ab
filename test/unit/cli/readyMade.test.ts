import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { commands } from '../../../src/cli/commands/all.js';
import { run } from '../../../src/cli/run.js';
import { openCheckpoint } from '../../../src/engine/models/openCheckpoint.js';
import type { ReadyMade } from '../../../src/engine/models/checkpoint.js';
import type { ReadyGraph } from '../../../src/engine/models/folders/readyGraphs.js';
import { openReadyDecoder } from '../../../src/engine/runtime/readyMade/openReadyMade.js';
import { encodeModel } from '../../../src/engine/graph/onnx/encode.js';
import { GraphBuilder } from '../../../src/engine/graph/onnx/graphBuilder.js';
import { tinyTokenizer } from '../../util/tinyTokenizer.js';
import { TestTerminal } from './testTerminal.js';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'cloze-test-'))));
afterAll(() => rm(folder, { recursive: true }));

/** A copy of a small ready-made model, with a tokenizer and with changes to its configuration. */
async function model(name: string, changes: Record<string, unknown> = {}, as = name): Promise<string> {
  const copy = path.join(folder, 'models', as);
  await cp(path.join('test/data/ready-made', name), copy, { recursive: true });
  await writeFile(path.join(copy, 'tokenizer.json'), JSON.stringify(tinyTokenizer));
  const config = JSON.parse(await readFile(path.join(copy, 'config.json'), 'utf8')) as object;
  await writeFile(path.join(copy, 'config.json'), JSON.stringify({ ...config, ...changes }));
  return copy;
}

async function cloze(...words: readonly string[]): Promise<{ code: number; json: unknown; messages: string }> {
  const terminal = new TestTerminal();
  Object.assign(terminal.env, { CLOZE_MODELS: path.join(folder, 'models'), CLOZE_CACHE: path.join(folder, 'cache') });
  const code = await run([...words, '--json'], commands, terminal);
  return { code, json: JSON.parse(terminal.output), messages: terminal.messages };
}

describe('A model that comes as ONNX graphs', () => {
  test('continues a text', async () => {
    const { code, json } = await cloze(
      'complete',
      '--text',
      'the harbour was quiet',
      '--max-tokens',
      '4',
      '--model',
      await model('codegen'),
    );
    expect({ code, json }).toMatchObject({ code: 0, json: { text: expect.stringMatching(/\w/) as string, model: 'codegen' } });
    expect((json as { tokens: unknown[] }).tokens).toHaveLength(4);
  });

  test('rates the words of a text', async () => {
    const { json } = await cloze('surprisal', '--text', 'the harbour was quiet', '--model', await model('bloom'));
    expect(json).toMatchObject({ bitsPerByte: expect.any(Number) as number });
  });

  test('labels a text', async () => {
    const labeler = await model('roformer-sequence', { id2label: { 0: 'calm', 1: 'storm', 2: 'fog' } });
    const { json } = await cloze('classify', '--text', 'the harbour was quiet', '--checkpoint', labeler);
    expect(JSON.stringify(json)).toMatch(/"calm".*"storm"|"storm".*"calm"/);
  });

  test('makes vectors of texts', async () => {
    const { json } = await cloze('embed', 'the harbour was quiet', '--encoder', await model('bert-vectors'));
    expect(JSON.stringify(json)).toContain('bert-vectors');
  });

  test('runs on the processor whatever device was asked for, and says so', async () => {
    const { code, messages } = await cloze(
      'complete',
      '--device',
      'webgpu',
      '--text',
      'the',
      '--max-tokens',
      '1',
      '--model',
      await model('codegen'),
    );
    expect({ code, messages }).toMatchObject({ code: 0, messages: expect.stringContaining('run on the processor only') as string });
  });

  test.each([
    ['no writer, in the place of one', 'bert-vectors', {}, /continues no texts: it is made to make vectors of texts/],
    [
      'a translator',
      'codegen',
      { is_encoder_decoder: true, architectures: ['T5ForConditionalGeneration'] },
      /no use for: "T5ForConditionalGeneration"/,
    ],
    ['one with a vocabulary of another size', 'codegen', { vocab_size: 96 }, /its answers mean nothing/],
    ['one without layers', 'codegen', { n_layer: 0 }, /"num_hidden_layers" should be a whole number/],
  ] as const)('is refused where it is %s', async (_, name, changes, reason) => {
    const { code, json } = await cloze(
      'complete',
      '--text',
      'the',
      '--max-tokens',
      '1',
      '--model',
      await model(name, changes, `${name} changed`),
    );
    expect(code).not.toBe(0);
    expect((json as { error: { message: string } }).error.message).toMatch(reason);
  });

  test('is refused by the name of its file where that is damaged', async () => {
    const damaged = await model('codegen', {}, 'damaged');
    await writeFile(path.join(damaged, 'onnx/model.onnx'), 'not a graph');
    const { json } = await cloze('complete', '--text', 'the', '--model', damaged);
    expect(json).toMatchObject({ error: { message: expect.stringContaining('onnx/model.onnx could not be loaded') as string } });
  });

  test('is refused where its weights lie outside of its folder, and nothing is read there', async () => {
    const hostile = await model('bert-vectors', {}, 'hostile');
    await writeFile(path.join(hostile, '../secret.bin'), new Uint8Array(64));
    const graph = new GraphBuilder();
    const ids = graph.input('input_ids', 'int64', [1, 'tokens']);
    const secret = graph.weight('secret', 'float32', [4, 4], { kind: 'external', file: '../../secret.bin', offset: 0, length: 64 });
    graph.output(graph.op('Gather', [secret, ids]), 'last_hidden_state', 'float32', [1, 'tokens', 4]);
    await writeFile(path.join(hostile, 'onnx/model.onnx'), encodeModel(graph.build()));
    const { code, json } = await cloze('embed', 'the', '--encoder', hostile);
    expect(code).not.toBe(0);
    expect((json as { error: { message: string } }).error.message).toMatch(/could not be loaded.*(?:escapes|outside|not under)/is);
  });

  test('asks no network for a file that it lacks', async () => {
    const asked = vi.spyOn(globalThis, 'fetch');
    const { name, readyMade } = await openCheckpoint(await model('codegen'));
    const [graph] = (readyMade as ReadyMade).graphs as [ReadyGraph];
    const lacking = { name, readyMade: { ...(readyMade as ReadyMade), graphs: [{ ...graph, numbers: 'q4' as const }] } };
    await expect(openReadyDecoder(lacking, { precision: undefined, threads: 1 })).rejects.toThrow('onnx/model_q4.onnx could not be loaded');
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
  });

  test('is listed as one of ready-made graphs', async () => {
    await model('codegen');
    const { json } = await cloze('models', 'list');
    expect(json).toContainEqual(expect.objectContaining({ name: 'codegen', graphs: 'ready-made' }));
  });
});
