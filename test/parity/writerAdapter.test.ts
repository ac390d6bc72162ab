import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LowRankAdapter } from '../../src/engine/graph/blocks/lowRankInputs.js';
import type { Precision } from '../../src/engine/graph/graphContext.js';
import type { Checkpoint } from '../../src/engine/models/checkpoint.js';
import { openCheckpoint } from '../../src/engine/models/openCheckpoint.js';
import { readPeftAdapter } from '../../src/engine/training/peft/readPeftAdapter.js';
import { openDecoder } from '../../src/engine/runtime/openDecoder.js';
import type { Decoder } from '../../src/engine/runtime/decoder.js';
import type { Token } from '../../src/engine/tokenizer/token.js';
import { type AdaptedModel, openAdaptedModel } from '../../src/engine/training/causal/adaptedModel.js';
import { openWriterTraining } from '../../src/engine/training/causal/writerTraining.js';
import { golden } from '../util/golden.js';

/** Relative to the largest absolute reference value. */
const tolerance = 1e-4;
const below = 1;
const vocabulary = 97;
const none: LowRankAdapter = { scale: 2, factors: new Map() };

describe.each(['writer-llama', 'writer-gpt2'])("A writer's adapter of %s", (name) => {
  const reference = golden(name, 'training');
  const ids = reference.integers('input_ids') as Token[];
  let options: { threads: number; cacheFolder: string };
  let checkpoint: Checkpoint;
  let adapter: LowRankAdapter;
  let adapted: AdaptedModel;
  beforeAll(async () => {
    options = { threads: 1, cacheFolder: await mkdtemp(join(tmpdir(), 'cloze-writer-')) };
    checkpoint = await openCheckpoint(reference.folder);
    adapter = await readPeftAdapter(join(reference.folder, 'adapter'));
    adapted = await openAdaptedModel(checkpoint, below, 'float32', options);
  });
  afterAll(async () => {
    await adapted.dispose();
    await checkpoint.close();
    await rm(options.cacheFolder, { recursive: true });
  });

  test('gives the loss and the gradients that PyTorch and PEFT compute', async () => {
    const training = await openWriterTraining(checkpoint, below, options);
    const states = await adapted.lowerStates(ids);
    expectClose([...states], reference.floats('lower_states'));
    const { loss, gradients } = await training.step({ tokens: ids, states }, adapter);
    await training.dispose();
    expectClose([loss], reference.floats('loss'));
    expect([...gradients.keys()].sort()).toEqual([...adapter.factors.keys()].sort());
    for (const [parameter, gradient] of gradients) expectClose([...gradient], reference.floats(`gradient.${parameter}`), parameter);
  });

  test('writes as the model of PEFT does', async () => {
    const all = reference.floats('logprobs');
    const rated = await ratings(adapted.decoder(adapter));
    const expected = ids.slice(1).map((token, at) => all[at * vocabulary + token] ?? NaN);
    expectClose(rated, expected);
  });

  test('gives the same with what it has in its cache and without', async () => {
    const decoder = adapted.decoder(adapter);
    const query = { top: vocabulary };
    for (let length = 1; length < ids.length; length++) await decoder.prefill(ids.slice(0, length), query);
    const cached = await decoder.prefill(ids, query);
    const whole = await adapted.decoder(adapter).prefill(ids, query);
    expect(cached.reused).toBe(ids.length - 1);
    expect(cached.next.tokens).toEqual(whole.next.tokens);
    expectClose([...cached.next.logprobs], [...whole.next.logprobs]);
  });

  test.each<Precision>(['float32', 'int8', 'int4'])('changes nothing where it is none, in %s', async (precision) => {
    const base = await openDecoder(checkpoint, { precision, device: 'cpu', ...options });
    const model = await openAdaptedModel(checkpoint, below, precision, options);
    expect(await ratings(model.decoder(none))).toEqual(await ratings(base));
    await Promise.all([base.dispose(), model.dispose()]);
  });

  test('changes the same in 8 bits as in exact numbers', async () => {
    const model = await openAdaptedModel(checkpoint, below, 'int8', options);
    const [exact, plain] = [await ratings(adapted.decoder(adapter)), await ratings(adapted.decoder(none))];
    const rounded = await ratings(model.decoder(adapter));
    await model.dispose();
    const distance = (others: readonly number[]): number => Math.max(...rounded.map((value, at) => Math.abs(value - (others[at] ?? NaN))));
    expect(distance(exact)).toBeLessThan(0.3 * distance(plain));
  });

  test('stands in a decoder of its own beside another one', async () => {
    const [one, other] = [adapted.decoder(adapter), adapted.decoder(none)];
    const [first, second] = [await ratings(one), await ratings(other)];
    expect(first).not.toEqual(second);
    expect(await ratings(one)).toEqual(first);
  });

  async function ratings(decoder: Decoder): Promise<number[]> {
    const { branch } = await decoder.prefill(ids.slice(0, 1), { top: 1 });
    const [rated] = await decoder.rate([{ branch, tokens: ids.slice(1) }], 0);
    return [...(rated?.logprobs ?? [])];
  }
});

function expectClose(values: readonly number[], expected: readonly number[], what?: string): void {
  expect(values.length).toBe(expected.length);
  const largest = Math.max(...expected.map(Math.abs));
  const error = Math.max(...values.map((value, at) => Math.abs(value - (expected[at] ?? NaN)))) / largest;
  expect(error, what).toBeLessThan(tolerance);
}
