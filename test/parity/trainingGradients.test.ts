import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LowRankAdapter } from '../../src/engine/graph/blocks/lowRankInputs.js';
import type { Checkpoint } from '../../src/engine/models/checkpoint.js';
import { openCheckpoint } from '../../src/engine/models/openCheckpoint.js';
import { peftFolder } from '../../src/engine/training/peft/peftFolder.js';
import { readPeftAdapter } from '../../src/engine/training/peft/readPeftAdapter.js';
import { openTraining, type TrainingStep } from '../../src/engine/training/trainingModel.js';
import type { TrainingGraphOptions } from '../../src/engine/training/trainingGraph.js';
import { openUpper, type LowerStates } from '../../src/engine/training/upperModel.js';
import { golden } from '../util/golden.js';

/** Relative to the largest absolute reference value. */
const tolerance = 1e-4;

const [below, hiddenSize, lengths] = [1, 16, [9, 5, 7, 2]] as const;

/** What each loss of `reference/golden_training.py` is of. */
const losses: Record<string, Pick<TrainingGraphOptions, 'unit' | 'layers' | 'multiLabel'>> = {
  text: { unit: 'text', layers: [1, 2], multiLabel: false },
  several: { unit: 'text', layers: [1, 2], multiLabel: true },
  word: { unit: 'word', layers: [2], multiLabel: false },
};

describe.each(['bert', 'distilbert', 'roberta'])('%s', (name) => {
  const reference = golden(name, 'training');
  const floats = (tensor: string): Float32Array => Float32Array.from(reference.floats(tensor));
  let options: { threads: number; cacheFolder: string };
  let checkpoint: Checkpoint;
  let adapter: LowRankAdapter;
  let batch: LowerStates[];

  beforeAll(async () => {
    options = { threads: 1, cacheFolder: await mkdtemp(join(tmpdir(), 'cloze-training-')) };
    checkpoint = await openCheckpoint(reference.folder);
    adapter = await readPeftAdapter(join(reference.folder, 'adapter'));
    const states = floats('lower_states');
    batch = lengths.map((length, row) => states.slice(row * 9 * hiddenSize, (row * 9 + length) * hiddenSize));
  });
  afterAll(async () => {
    await checkpoint.close();
    await rm(options.cacheFolder, { recursive: true });
  });

  test('features with an adapter of PEFT are those that PEFT computes', async () => {
    const upper = await openUpper(checkpoint, below, options);
    const features = await upper.features(batch, ['first', 'mean'], adapter);
    await upper.dispose();
    expectClose(
      features.flatMap((row) => [...row]),
      reference.floats('features'),
    );
  });

  test.each(Object.entries(losses))('the loss of a %s and its gradients are those that PyTorch computes', async (kind, loss) => {
    const training = await openTraining(checkpoint, { kind: 'training', below, poolings: 2, ...loss }, options);
    const unit = loss.unit === 'word' ? 'word' : 'text';
    const head = { weights: floats(`${unit}.weight`), intercepts: floats(`${unit}.bias`) };
    const targets = {
      targets: floats(`${kind}_targets`),
      ...(kind === 'several' && { weights: floats('several_weights') }),
      ...(kind === 'text' && { alike: floats('alike_targets') }),
    };
    const step: TrainingStep = await training.step(batch, targets, adapter, head);
    await training.dispose();
    expectClose([step.loss], reference.floats(`${kind}.loss`));
    expect(step.gradients.size).toBe(2 * 6 * 2 + 2);
    for (const [parameter, gradient] of step.gradients) {
      expectClose([...gradient], reference.floats(`${kind}.gradient.${parameter}`), parameter);
    }
  });
});

function expectClose(values: readonly number[], expected: readonly number[], what?: string): void {
  expect(values.length).toBe(expected.length);
  const largest = Math.max(...expected.map(Math.abs));
  const error = Math.max(...values.map((value, at) => Math.abs(value - (expected[at] ?? NaN)))) / largest;
  expect(error, what).toBeLessThan(tolerance);
}

test.each(['bert', 'distilbert', 'roberta'])('an adapter goes back to a folder of PEFT as it came, for %s', async (name) => {
  const adapter = await readPeftAdapter(join(golden(name, 'training').folder, 'adapter'));
  const folder = await mkdtemp(join(tmpdir(), 'cloze-peft-'));
  const files = peftFolder(adapter, { base: '..', hash: 'abc', training: { date: '2025-01-02' } });
  for (const [file, content] of files) await writeFile(join(folder, file), content);
  expect(await readPeftAdapter(folder)).toEqual(adapter);
  const config = JSON.parse(await readFile(join(folder, 'adapter_config.json'), 'utf8')) as Record<string, unknown>;
  expect(config).toMatchObject({
    r: 4,
    lora_alpha: 8,
    target_modules: expect.arrayContaining([expect.stringMatching(/layer\.1\./)]) as string[],
  });
  await rm(folder, { recursive: true });
});
