import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readerOf } from '../../../../../../src/engine/features/classification/vectors/featureReader.js';
import { encoderSource, gapSource } from '../../../../../../src/engine/features/classification/vectors/featureRecipe.js';
import { poolingsOf, textSequence } from '../../../../../../src/engine/features/classification/vectors/templates.js';
import type { LoadedEncoder } from '../../../../../../src/engine/features/loadedEncoder.js';
import { tinyEncoder } from '../../pairs/tinyEncoder.js';
import { tinyContext } from '../training/tinyTraining.js';

let folder: string;
let encoder: LoadedEncoder;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  encoder = await tinyEncoder('bert-masked-lm', folder);
});
afterAll(async () => {
  await encoder.dispose();
  await rm(folder, { recursive: true });
});

describe('A text that is read with a gap after it', () => {
  test('has the row of the gap beside its own', async () => {
    const source = gapSource(encoder);
    const [row = new Float32Array()] = await (await readerOf(source, tinyContext(encoder, folder))).rows(['the harbour was quiet']);
    const sequence = textSequence(encoder, 'the harbour was quiet', source.template);
    const asked = [sequence.tokens.findIndex((token) => token === encoder.special.mask)];
    const [states = new Float32Array()] = await encoder.encoder.hiddenStates([{ ...sequence, asked }], source.layers);
    const { size } = source;
    const gaps = source.layers.flatMap((_layer, at) => [...row.subarray((3 * at + 2) * size, (3 * at + 3) * size)]);
    gaps.forEach((value, at) => expect(value).toBeCloseTo(states[at] as number, 5));
  });

  test('is cut where it is too long, never its gap', () => {
    const source = gapSource(encoder);
    const { tokens } = textSequence(encoder, 'boats '.repeat(500), source.template);
    expect(tokens).toHaveLength(encoder.encoder.contextLength);
    expect(tokens.at(poolingsOf(source, encoder)[2] as number)).toBe(encoder.special.mask);
  });

  test('is read as ever by an encoder that fills no gaps', () => {
    const { start, separator, separators } = encoder.special;
    expect(gapSource({ ...encoder, special: { start, separator, separators } })).toEqual(encoderSource(encoder));
  });
});
