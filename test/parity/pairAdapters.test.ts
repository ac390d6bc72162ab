import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Precision } from '../../src/engine/graph/graphContext.js';
import { openCheckpoint } from '../../src/engine/models/openCheckpoint.js';
import { modelHash } from '../../src/engine/models/modelHash.js';
import type { Token } from '../../src/engine/tokenizer/token.js';
import type { Encoder } from '../../src/engine/runtime/encoder.js';
import { openEncoder } from '../../src/engine/runtime/openEncoder.js';
import { safetensorsBytes, type TensorContent } from '../unit/engine/models/safetensorsBytes.js';
import { golden } from '../util/golden.js';

const { folder: withAdapters } = golden('bert-pair-adapters');
const pairsFile = 'pairs.safetensors';

let folder: string;
let without: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  without = await copyOf(withAdapters, 'without');
  await rm(join(without, pairsFile));
});
afterAll(() => rm(folder, { recursive: true }));

async function copyOf(model: string, name: string): Promise<string> {
  const copy = join(folder, name);
  await cp(model, copy, { recursive: true });
  return copy;
}

async function open(model: string, precision: Precision): Promise<Encoder> {
  const checkpoint = await openCheckpoint(model);
  try {
    return await openEncoder(checkpoint, { precision, device: 'cpu', threads: 1, cacheFolder: join(folder, 'cache') });
  } finally {
    await checkpoint.close();
  }
}

const batch = [12, 5, 30].map((length) => {
  const tokens = Array.from({ length }, (_, at) => (3 + ((at * length) % 90)) as Token);
  return { tokens, segments: tokens.map((_, at) => Number(at > 3)), masks: [{ position: 1, rate: [5 as Token] }], asked: [0, 4] };
});

/** All that an encoder says but how well pairs follow, number by number. */
async function allButPairs(encoder: Encoder): Promise<number[]> {
  const words = (await encoder.maskedDistributions(batch, 5)).flat();
  const states = await encoder.hiddenStates(batch, [1, 2, 3]);
  const features = await encoder.features(batch, { layers: [0, 3], pooling: ['first', 'mean'] });
  return [
    ...words.flatMap(({ tokens, logprobs, rated }) => [...tokens, ...logprobs, ...rated]),
    ...[...states, ...features].flatMap((each) => [...each]),
  ];
}

describe.each<Precision>(['float32', 'int8', 'int4'])('Adapters for pairs, in %s,', (precision) => {
  test('change what is said about pairs and not a bit of anything else, before and after', async () => {
    const [plain, adapted] = [await open(without, precision), await open(withAdapters, precision)];
    const expected = await allButPairs(plain);
    expect(await allButPairs(adapted)).toEqual(expected);
    const [odds, others] = [await adapted.nextSentence(batch), await plain.nextSentence(batch)];
    odds.forEach((value, at) => expect(Math.abs(value - (others[at] ?? NaN))).toBeGreaterThan(0.1));
    expect(await allButPairs(adapted)).toEqual(expected);
    await Promise.all([plain.dispose(), adapted.dispose()]);
  });
});

test('A classifier that was trained on a model without adapters is one of the model with them', async () => {
  const hashes = await Promise.all(
    [without, withAdapters].map(async (model) => {
      const checkpoint = await openCheckpoint(model);
      const hash = await modelHash(checkpoint);
      await checkpoint.close();
      return hash;
    }),
  );
  expect(hashes[1]).toBe(hashes[0]);
});

describe('Adapters that do not fit are refused with a reason:', () => {
  const pooler = 'bert.pooler.dense';
  const head = 'cls.seq_relationship';
  const matrix = (...shape: [number, number]): TensorContent => ({ dtype: 'F32', shape, data: new Float32Array(shape[0] * shape[1]) });
  const heads = { [`${head}.weight`]: matrix(2, 64), [`${head}.bias`]: { dtype: 'F32', shape: [2], data: new Float32Array(2) } };
  const whole = readFileSync(join(withAdapters, pairsFile));

  test.each<[string, Uint8Array, RegExp]>([
    ['a file that is cut short', whole.subarray(0, -1), /pairs\.safetensors.*cut short/],
    ['a file of something else', Buffer.from('not what it says it is'), /pairs\.safetensors.*no safetensors file/],
    ['no head', safetensorsBytes({ [`${pooler}.down`]: matrix(4, 64), [`${pooler}.up`]: matrix(4, 64) }), /no head that judges pairs/],
    ['half an adapter', safetensorsBytes({ ...heads, [`${pooler}.down`]: matrix(4, 64) }), /no tensor "bert.pooler.dense.up"/],
    ['the other half', safetensorsBytes({ ...heads, [`${pooler}.up`]: matrix(4, 64) }), /"bert.pooler.dense.up", which fits none/],
    ['two ranks', safetensorsBytes({ ...heads, [`${pooler}.down`]: matrix(4, 64), [`${pooler}.up`]: matrix(2, 64) }), /shape \[2, 64\]/],
    [
      'a model of another width',
      safetensorsBytes({ ...heads, [`${pooler}.down`]: matrix(4, 32), [`${pooler}.up`]: matrix(4, 64) }),
      /shape \[4, 32\]/,
    ],
    [
      'a layer that the model does not have',
      safetensorsBytes({
        ...heads,
        'bert.encoder.layer.3.output.dense.down': matrix(4, 96),
        'bert.encoder.layer.3.output.dense.up': matrix(4, 64),
      }),
      /"bert.encoder.layer.3.output.dense.down", which fits none/,
    ],
  ])('%s', async (what, bytes, reason) => {
    const model = await copyOf(without, what);
    await writeFile(join(model, pairsFile), bytes);
    await expect(open(model, 'float32')).rejects.toMatchObject({ name: 'ClozeError', message: expect.stringMatching(reason) as unknown });
  });

  test('adapters of a model that judges no pairs', async () => {
    const model = await copyOf(golden('distilbert-masked-lm').folder, 'distilbert');
    await writeFile(join(model, pairsFile), safetensorsBytes(heads));
    await expect(open(model, 'float32')).rejects.toMatchObject({
      code: 'model-unsupported',
      message: expect.stringContaining(pairsFile) as unknown,
    });
  });
});
