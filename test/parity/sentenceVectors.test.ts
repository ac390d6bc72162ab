import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { embed } from '../../src/engine/features/embed.js';
import type { LoadedEncoder } from '../../src/engine/features/loadedEncoder.js';
import { openCheckpoint } from '../../src/engine/models/openCheckpoint.js';
import { openModel } from '../../src/engine/openModel.js';
import { openDecoder } from '../../src/engine/runtime/openDecoder.js';
import type { Token } from '../../src/engine/tokenizer/token.js';
import { encoderReference } from '../../bench/golden/encoderReference.js';
import { golden } from '../util/golden.js';
import { copyModel } from '../util/copyModel.js';
import { leaseOf } from '../util/leaseOf.js';
import { tinyTokenizer } from '../util/tinyTokenizer.js';
import { safetensorsBytes } from '../unit/engine/models/safetensorsBytes.js';

const text = 'the harbour was quiet that morning';
const size = 64;

/** A folder of sentence-transformers: an encoder, its modules, and what else they name. */
async function opened(
  modules: readonly string[],
  files: Record<string, object | Uint8Array>,
  checkpoint = 'bert-masked-lm',
): Promise<{ folder: string; model: LoadedEncoder }> {
  const folder = await mkdtemp(join(tmpdir(), 'cloze-sentences-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await copyModel(checkpoint, folder);
  const list = modules.map((kind, idx) => ({
    idx,
    name: String(idx),
    path: idx === 0 ? '' : `${idx}_${kind}`,
    type: `sentence_transformers.models.${kind}`,
  }));
  for (const [name, content] of Object.entries({
    'tokenizer.json': tinyTokenizer,
    ...(modules.length > 0 && { 'modules.json': list }),
    ...files,
  })) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), content instanceof Uint8Array ? content : JSON.stringify(content));
  }
  const key = { role: 'encoder', model: folder, device: 'cpu', precision: 'float32' } as const;
  const model = await openModel(key, { modelFolders: [], cacheFolder: join(folder, 'cache'), threads: 1 });
  onTestFinished(() => model.dispose());
  return { folder, model };
}

/** The rows of the last layer, as they are compared with the reference implementation elsewhere. */
async function states(folder: string, model: LoadedEncoder, read: string): Promise<number[][]> {
  const checkpoint = await openCheckpoint(folder);
  const tokens = [1, ...model.tokenizer.encode(read), 2];
  const { last_hidden_state: hidden } = await encoderReference(checkpoint, { inputIds: [tokens] }, 1);
  await checkpoint.close();
  return tokens.map((_, token) => Array.from(hidden?.values.subarray(token * size, (token + 1) * size) ?? []));
}

const mean = (rows: readonly number[][]): number[] =>
  (rows[0] ?? []).map((_, i) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0) / rows.length);
const unit = (row: readonly number[]): number[] => row.map((value) => value / Math.hypot(...row));
const pooling = (keys: object): Record<string, object> => ({ '1_Pooling/config.json': keys });

const identity = Float32Array.from({ length: size * size }, (_, at) => (Math.floor(at / size) === at % size ? 0.5 : 0));
const dense = {
  '2_Dense/config.json': { in_features: size, out_features: size, activation_function: 'torch.nn.modules.activation.Tanh' },
  '2_Dense/model.safetensors': safetensorsBytes({
    'linear.weight': { dtype: 'F32', shape: [size, size], data: identity },
    'linear.bias': { dtype: 'F32', shape: [size], data: new Float32Array(size).fill(0.1) },
  }),
};

test.each<[string, string[], Record<string, object | Uint8Array>, (rows: number[][]) => number[]]>([
  ['without modules is the mean of length 1', [], {}, (rows) => unit(mean(rows))],
  [
    'of a mean that is scaled',
    ['Transformer', 'Pooling', 'Normalize'],
    pooling({ pooling_mode_mean_tokens: true }),
    (rows) => unit(mean(rows)),
  ],
  ['of a mean that is not scaled', ['Transformer', 'Pooling'], pooling({ pooling_mode_mean_tokens: true }), mean],
  [
    'of the first token',
    ['Transformer', 'Pooling'],
    pooling({ pooling_mode_cls_token: true, pooling_mode_mean_tokens: false }),
    (rows) => rows[0] ?? [],
  ],
  ['of the last token, with newer keys', ['Transformer', 'Pooling'], pooling({ pooling_mode: 'lasttoken' }), (rows) => rows.at(-1) ?? []],
  [
    'of the first tokens of a long text',
    ['Transformer', 'Pooling'],
    { ...pooling({ pooling_mode: 'mean' }), 'sentence_bert_config.json': { max_seq_length: 5 } },
    mean,
  ],
  [
    'through a layer',
    ['Transformer', 'Pooling', 'Dense'],
    { ...pooling({ pooling_mode: 'mean' }), ...dense },
    (rows) => mean(rows).map((value) => Math.tanh(0.5 * value + 0.1)),
  ],
])('the vector %s is as the model says', async (name, modules, files, expected) => {
  const { folder, model } = await opened(modules, files);
  const read = name.includes('first tokens') ? text.split(' ').slice(0, 3).join(' ') : text;
  const { vectors } = await embed({ texts: [text] }, { encoder: leaseOf(model) });
  const wanted = expected(await states(folder, model, read));
  expect(vectors[0]).toHaveLength(size);
  vectors[0]?.forEach((value, index) => expect(value).toBeCloseTo(wanted[index] as number, 4));
});

test('a prompt says what a text is for', async () => {
  const prompts = { prompts: { query: 'she read ', document: '' }, default_prompt_name: 'document' };
  const { folder, model } = await opened(['Transformer', 'Pooling'], {
    ...pooling({ pooling_mode: 'mean' }),
    'config_sentence_transformers.json': prompts,
  });
  const encoder = leaseOf(model);
  const wanted = mean(await states(folder, model, `she read ${text}`));
  const { vectors } = await embed({ texts: [text], prompt: 'query' }, { encoder });
  vectors[0]?.forEach((value, index) => expect(value).toBeCloseTo(wanted[index] as number, 4));
  const usual = await embed({ texts: [text] }, { encoder });
  expect(usual.vectors).toEqual((await embed({ texts: [text], prompt: 'document' }, { encoder })).vectors);
  await expect(embed({ texts: [text], prompt: 'title' }, { encoder })).rejects.toThrow('Choose one of query, document');
});

test('a module that Cloze does not know is named', async () => {
  await expect(opened(['Transformer', 'WordWeights'], {})).rejects.toThrow('"WordWeights"');
});

describe('A model that writes, with modules of sentence-transformers,', () => {
  /** Its tokenizer puts one token after a text, as those of such models do. */
  const closing = {
    'tokenizer.json': {
      ...tinyTokenizer,
      post_processor: {
        type: 'TemplateProcessing',
        single: [{ Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '[SEP]', type_id: 0 } }],
        pair: [],
        special_tokens: { '[SEP]': { id: '[SEP]', ids: [2], tokens: ['[SEP]'] } },
      },
    },
    ...pooling({ pooling_mode: 'lasttoken' }),
  };

  test.each(['llama-tied', 'qwen3'])('makes the vector of a text from its last token: %s', async (name) => {
    const { folder, model } = await opened(['Transformer', 'Pooling', 'Normalize'], closing, name);
    const { vectors } = await embed({ texts: [text, 'mortgage rates rose'] }, { encoder: leaseOf(model) });
    const checkpoint = await openCheckpoint(folder);
    const place = { precision: 'float32', device: 'cpu', threads: 1, cacheFolder: join(folder, 'cache') } as const;
    const decoder = await openDecoder(checkpoint, place);
    const [hidden] = await decoder.hiddenStates([[...model.tokenizer.encode(text), 2 as Token]]);
    await decoder.dispose();
    await checkpoint.close();
    const wanted = unit(Array.from(hidden?.subarray(-decoder.hiddenSize) ?? []));
    vectors[0]?.forEach((value, index) => expect(value).toBeCloseTo(wanted[index] as number, 4));
  });

  test('is refused where its attention looks ahead, which Cloze has no graph for', async () => {
    const ahead = { ...(JSON.parse(await readFile(join(golden('qwen3').folder, 'config.json'), 'utf8')) as object), is_causal: false };
    await expect(opened(['Transformer', 'Pooling'], { ...closing, 'config.json': ahead }, 'qwen3')).rejects.toThrow(
      'attention to what follows',
    );
  });
});
