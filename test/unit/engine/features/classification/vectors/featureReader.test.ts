import { expect, test } from 'vitest';
import type { FeatureSource } from '../../../../../../src/common/classifierHead.js';
import { checkLayers } from '../../../../../../src/engine/features/classification/vectors/featureReader.js';

const encoder: FeatureSource = { kind: 'encoder', model: 'bert', hash: 'h', layers: [1, 3], pooling: ['first', 'mean'], size: 64 };
const causal: FeatureSource = { kind: 'causal', model: 'gpt', hash: 'h', layers: [0], pooling: ['last', 'mean'], size: 64 };

test.each([
  ['a layer that the encoder has not', { ...encoder, layers: [1, 4] }, [0, 1, 2, 3]],
  ['no layer', { ...encoder, layers: [] }, [0, 1, 2, 3]],
  ['a layer twice', { ...encoder, layers: [3, 3] }, [0, 1, 2, 3]],
  ['a way of pooling twice', { ...encoder, pooling: ['mean', 'mean'] }, [0, 1, 2, 3]],
  ['no way of pooling', { ...encoder, pooling: [] }, [0, 1, 2, 3]],
  ['the last token of an encoder, whose last token says nothing', { ...encoder, pooling: ['last'] }, [0, 1, 2, 3]],
  ['an inner layer of a causal model, which gives its last one alone', { ...causal, layers: [5] }, [0]],
] as const)('A classifier that asks for %s is refused, and can be trained again', (_, source, known) => {
  expect(() => checkLayers(source, known)).toThrow(expect.objectContaining({ code: 'bad-request' }) as Error);
  expect(() => checkLayers(source, known)).toThrow('Train the classifier again');
});

test.each([
  [encoder, [0, 1, 2, 3]],
  [causal, [0]],
] as const)('A classifier as Cloze trains it is used', (source, known) => {
  expect(() => checkLayers(source, known)).not.toThrow();
});
