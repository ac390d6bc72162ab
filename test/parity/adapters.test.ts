import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Checkpoint } from '../../src/engine/models/checkpoint.js';
import { openCheckpoint } from '../../src/engine/models/openCheckpoint.js';
import type { Token } from '../../src/engine/tokenizer/token.js';
import { referenceLogits } from '../../bench/golden/referenceLogits.js';
import { golden } from '../util/golden.js';

async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cloze-adapter-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function error(checkpoint: Checkpoint, name: string): Promise<number> {
  onTestFinished(() => checkpoint.close());
  const tokens = golden(name).integers('input_ids') as Token[];
  const expected = golden(name).floats('logits');
  const [actual] = await referenceLogits(checkpoint, [{ tokens, positions: [...tokens.keys()] }], 1);
  const largest = Math.max(...expected.map(Math.abs));
  return Math.max(...expected.map((value, index) => Math.abs(value - (actual?.[index] ?? NaN)))) / largest;
}

/** Folders of `reference/golden_adapters.py`, each with a base beside it. */
test.each(['lora-granite', 'lora-granite-whole', 'lora-gpt_neox', 'lora-gpt2'])(
  'the adapter %s gives the logits of the reference with its base',
  async (name) => {
    const checkpoint = await openCheckpoint(golden(name).folder);
    expect(checkpoint.name).toBe(name);
    expect(await error(checkpoint, name)).toBeLessThan(1e-4);
  },
);

test('an adapter in the folder of its base is merged into it, and built again', async () => {
  const folder = await temporary();
  for (const file of ['config.json', 'model.safetensors']) await cp(join(golden('granite').folder, file), join(folder, file));
  const plain = await openCheckpoint(folder);
  await plain.close();
  for (const file of ['adapter_config.json', 'adapter_model.safetensors'])
    await cp(join(golden('lora-granite').folder, file), join(folder, file));
  const checkpoint = await openCheckpoint(folder);
  expect(checkpoint.fingerprint).not.toBe(plain.fingerprint);
  expect(await error(checkpoint, 'lora-granite')).toBeLessThan(1e-4);
});

async function alone(changes: object, base?: string): Promise<string> {
  const folder = join(await temporary(), 'tale');
  await cp(golden('lora-granite').folder, folder, { recursive: true });
  const stated = JSON.parse(await readFile(join(folder, 'adapter_config.json'), 'utf8')) as object;
  await writeFile(
    join(folder, 'adapter_config.json'),
    JSON.stringify({ ...stated, ...(base && { base_model_name_or_path: base }), ...changes }),
  );
  return folder;
}

test.each([
  ['an absolute path', golden('granite').folder, []],
  ['the name of a model in a folder of models', 'makers/granite', [join(golden('granite').folder, '..')]],
])('the base of an adapter alone is found by %s', async (_, base, folders) => {
  expect(await error(await openCheckpoint(await alone({}, base), folders), 'lora-granite')).toBeLessThan(1e-4);
});

test.each([
  ['a base that is not there', {}, 'makers/nowhere', /adapter \(LoRA\) for the model "makers\/nowhere".*cloze\.modelFolders/],
  ['a base of another shape', {}, golden('gpt2').folder, /another model must be its base/],
  ['DoRA', { use_dora: true }, undefined, /DoRA.*merge_and_unload/],
  ['another kind of adapter', { peft_type: 'IA3' }, undefined, /of the kind "IA3"/],
  ['a start that changes the base', { init_lora_weights: 'pissa_niter_4' }, undefined, /started by "pissa_niter_4"/],
  ['expressions for ranks', { alpha_pattern: { '(a+)+q_proj': 3 } }, undefined, /expression/],
  ['repeated layers', { layer_replication: [[0, 2]] }, undefined, /repeats layers/],
])('%s is refused with a reason', async (_, changes, base, reason) => {
  await expect(openCheckpoint(await alone(changes, base ?? golden('granite').folder))).rejects.toThrow(reason);
});
