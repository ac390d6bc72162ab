import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { singleSequence, pairSequence } from '../../../src/engine/features/encoderSequence.js';
import { readEncoderArchitecture } from '../../../src/engine/graph/architectures/encoderRegistry.js';
import { findModel } from '../../../src/engine/models/modelFolders.js';
import { openCheckpoint } from '../../../src/engine/models/openCheckpoint.js';
import { type LoadedModels, openModel } from '../../../src/engine/openModel.js';
import type { Encoder, EncoderSequence } from '../../../src/engine/runtime/encoder.js';
import { specialTokens } from '../../../src/engine/tokenizer/specialTokens.js';
import { embeddingsInfo } from '../../../src/remote/embeddings/embeddingsServer.js';
import { openEmbeddingsEncoder } from '../../../src/remote/embeddings/openEmbeddingsEncoder.js';
import { exportPairClassifier } from '../../../src/remote/export/exportPairClassifier.js';
import { serverAddress } from '../../../src/remote/server/serverAddress.js';
import { ServerConnection } from '../../../src/remote/server/serverConnection.js';
import { type SmallModels, smallModels } from '../../contract/smallModels.js';
import { golden } from '../../util/golden.js';
import { type ServedEncoder, startEmbeddingsServer } from '../../util/servers/embeddingsServer.js';
import type { ScriptedServer } from '../../util/servers/scriptedServer.js';
import { tinyTokenizer } from '../../util/tinyTokenizer.js';

const special = specialTokens(tinyTokenizer, {});
let models: SmallModels;
let loaded: { readonly pairs: LoadedModels['encoder']; readonly labels: LoadedModels['classifier'] };
const open: { close(): Promise<void> }[] = [];
const waits: number[] = [];

beforeAll(async () => {
  models = await smallModels();
  const key = { device: 'cpu', precision: 'float32' } as const;
  loaded = {
    pairs: await openModel<'encoder'>({ ...key, role: 'encoder', model: 'bert-pretraining' }, models.init),
    labels: await openModel<'classifier'>({ ...key, role: 'classifier', model: 'bert-sequence-classification' }, models.init),
  };
});
afterEach(async () => {
  waits.length = 0;
  for (const each of open.splice(0).reverse()) await each.close();
});
afterAll(async () => {
  await loaded.pairs.dispose();
  await loaded.labels.dispose();
  await models.remove();
});

type Kind = 'pairs' | 'labels' | 'vectors';

function servedAs(kind: Kind): ServedEncoder {
  const { encoder, tokenizer } = kind === 'labels' ? loaded.labels : loaded.pairs;
  const names = kind === 'labels' ? (encoder.abilities.labels?.names ?? []) : ['next', 'other'];
  const id2label = Object.fromEntries(names.entries());
  const modelType = kind === 'vectors' ? { embedding: { pooling: 'mean' } } : { classifier: { id2label, label2id: {} } };
  return { encoder, tokenizer, special, modelType, labels: names, maxBatch: 2, statuses: [] };
}

/** A server of a kind, and the encoder that it is here. */
async function served(kind: Kind, change: Partial<ServedEncoder> = {}): Promise<{ encoder: Encoder; server: ScriptedServer }> {
  const server = await startEmbeddingsServer({ ...servedAs(kind), ...change });
  open.push(server);
  const connection = await ServerConnection.open({}, { address: serverAddress(server.url) });
  open.push(connection);
  const info = await embeddingsInfo(connection);
  if (info === undefined) throw new Error('It is not recognized.');
  const name = kind === 'labels' ? 'bert-sequence-classification' : 'bert-pretraining';
  const checkpoint = await openCheckpoint(await findModel(name, models.init.modelFolders, {}));
  open.push(checkpoint);
  const patience = { wait: (ms: number) => Promise.resolve(waits.push(ms)).then(() => undefined), random: () => 0.5, tries: 3 };
  return { server, encoder: await openEmbeddingsEncoder(connection, info, checkpoint, readEncoderArchitecture(checkpoint), patience) };
}

const texts = [
  'the harbour was quiet that morning.',
  'two boats had come in before dawn,',
  'she read the letter twice',
  'rates rose',
  'he too',
];
const sequences = (): EncoderSequence[] => texts.map((text) => singleSequence(special, loaded.pairs.tokenizer.encode(text)));
const pairs = (): EncoderSequence[] => {
  const tokens = texts.map((text) => loaded.pairs.tokenizer.encode(text));
  return tokens.map((first, at) => pairSequence(special, first, tokens[(at + 1) % tokens.length] ?? []));
};
const predicts = (server: ScriptedServer): number => server.seen.filter(({ url }) => url === '/predict').length;

describe('Over Text Embeddings Inference', () => {
  test('labels are those of the same model here, in batches of the server’s size and in their order', async () => {
    const { encoder, server } = await served('labels');
    expect(encoder.abilities.labels).toMatchObject({ kind: 'sequence', names: loaded.labels.encoder.abilities.labels?.names });
    const [there, here] = [await encoder.labelLogits(sequences()), await loaded.labels.encoder.labelLogits(sequences())];
    for (const [at, row] of there.entries())
      for (const [label, score] of row.entries()) expect(score).toBeCloseTo(here[at]?.[label] ?? NaN, 4);
    expect(predicts(server)).toBe(3);
  });

  test('whether sentences follow each other is what the model says here', async () => {
    const { encoder } = await served('pairs');
    const [there, here] = [await encoder.nextSentence(pairs()), await loaded.pairs.encoder.nextSentence(pairs())];
    for (const [at, odds] of there.entries()) expect(odds).toBeCloseTo(here[at] ?? NaN, 4);
  });

  test('vectors are those of the last layer', async () => {
    const { encoder } = await served('vectors');
    const query = { layers: [encoder.layers], pooling: ['mean'] } as const;
    const [there, here] = [await encoder.features(sequences(), query), await loaded.pairs.encoder.features(sequences(), query)];
    for (const [at, row] of there.entries()) expect(row[0]).toBeCloseTo(here[at]?.[0] ?? NaN, 4);
  });

  test.each<[string, Kind, (encoder: Encoder) => Promise<unknown>, RegExp]>([
    ['words for a gap', 'labels', (encoder) => encoder.maskedDistributions([], 1), /suggests no words for a gap/],
    ['pairs', 'labels', (encoder) => encoder.nextSentence(pairs()), /does not say whether sentences follow/],
    ['labels', 'vectors', (encoder) => encoder.labelLogits(sequences()), /gives texts no labels/],
    ['inner layers', 'vectors', (encoder) => encoder.features(sequences(), { layers: [0], pooling: ['mean'] }), /only one of each text, of its last layer/], // prettier-ignore
    ['vectors of words', 'vectors', (encoder) => encoder.hiddenStates([], [0]), /no vectors of single tokens/],
  ])('%s are refused where its model has none, with what to use', async (_, kind, ask, message) => {
    const failure: unknown = await ask((await served(kind)).encoder).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'model-unsupported', message: expect.stringMatching(message) as string });
    expect(failure).toMatchObject({ message: expect.stringContaining('cloze export --oip') as string });
  });

  test('a busy server is asked again after a wait that grows', async () => {
    const { encoder, server } = await served('labels', { statuses: [429, 424], maxBatch: 8 });
    expect(await encoder.labelLogits(sequences())).toHaveLength(5);
    expect(waits).toEqual([1000, 2000]);
    expect(predicts(server)).toBe(3);
  });

  test('a batch that is too big for it is asked in halves', async () => {
    const { encoder, server } = await served('labels', { statuses: [413], maxBatch: 8 });
    expect(await encoder.labelLogits(sequences())).toHaveLength(5);
    expect(predicts(server)).toBe(3);
  });

  test.each([
    [[429, 429, 429], 3, /too many requests \(429\)/],
    [[422], 1, /cannot do what it was asked \(422\)/],
    [[413], 1, /finds the text too long \(413\)/],
  ] as const)('%j ends the work, and what was refused is not sent twice', async (statuses, asked, message) => {
    const { encoder, server } = await served('labels', { statuses: [...statuses], maxBatch: 8 });
    await expect(encoder.labelLogits(sequences().slice(0, 1))).rejects.toThrow(message);
    expect(predicts(server)).toBe(asked);
  });

  test('a model with other tokens is refused', async () => {
    const other = { ...loaded.labels.tokenizer, encode: () => [5, 6] } as unknown as ServedEncoder['tokenizer'];
    await expect(served('labels', { tokenizer: other })).rejects.toThrow(/has the model "served\/model", whose tokens are not those of/);
  });
});

test('What is exported for it says about pairs what the model says with its head and adapters', async () => {
  const folder = path.join(models.folder, 'exported');
  const adapted = path.join(models.folder, 'adapted');
  await cp(golden('bert-pair-adapters').folder, adapted, { recursive: true });
  await writeFile(path.join(adapted, 'tokenizer.json'), JSON.stringify(tinyTokenizer));
  const { files } = await exportPairClassifier({ model: adapted, modelFolders: [], folder, environment: {} });
  expect(files).toContain(path.join('adapted', 'model.safetensors'));
  const key = { device: 'cpu', precision: 'float32' } as const;
  const exported = await openModel<'classifier'>({ ...key, role: 'classifier', model: path.join(folder, 'adapted') }, models.init);
  open.push({ close: () => exported.dispose() });
  const own = await openModel<'encoder'>({ ...key, role: 'encoder', model: adapted }, models.init);
  open.push({ close: () => own.dispose() });
  expect(exported.encoder.abilities.labels?.names).toEqual(['next', 'other']);
  const [there, here] = [await exported.encoder.labelLogits(pairs()), await own.encoder.nextSentence(pairs())];
  for (const [at, odds] of here.entries()) {
    expect((there[at]?.[0] ?? NaN) - (there[at]?.[1] ?? NaN)).toBeCloseTo(odds, 3);
  }
});
