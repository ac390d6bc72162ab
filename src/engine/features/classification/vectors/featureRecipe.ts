import type { FeatureSource } from '../../../../common/classifierHead.js';
import { shapeFeatures } from '../../../../learning/tagging/wordShapes.js';
import type { LoadedEncoder } from '../../loadedEncoder.js';
import { usualGap } from './gap.js';
import type { LoadedModel } from '../../loadedModel.js';

/**
 * An encoder's features: the first token and the mean over all tokens in its last layer and two below it. Measured on the development sets:
 * the last layer knows topics best and a middle one opinions; more layers or one pooling alone were no better on both.
 */
export function encoderSource({ name, hash, encoder }: LoadedEncoder): FeatureSource {
  const layers = [...new Set([Math.max(1, encoder.layers - 2), encoder.layers])];
  return { kind: 'encoder', model: name, hash, layers, pooling: ['first', 'mean'], size: encoder.hiddenSize };
}

/**
 * What deep training reads of an encoder, of the layers above the first `below` ones: what a gap after the text is compared with words by,
 * where the model does so; else as without training.
 */
export function deepSource(model: LoadedEncoder, below: number, comparesGaps: boolean): FeatureSource {
  const base = encoderSource(model);
  if (comparesGaps) return { ...base, layers: [model.encoder.layers + 1], pooling: ['gap'], gap: usualGap };
  return { ...base, layers: base.layers.filter((layer) => layer > below) };
}

/**
 * An encoder's features of words: one layer at three quarters of its depth, and how the words are written. Measured on two novels tagged by
 * lists of their names: the last layer was 8 points of F1 worse on sentences of the same book, lower ones know fewer names of another book,
 * and two layers were no better than one.
 */
export function wordSource({ name, hash, encoder }: LoadedEncoder): FeatureSource {
  const layers = [Math.max(1, Math.round(0.75 * encoder.layers))];
  return { kind: 'encoder', model: name, hash, layers, pooling: ['word'], size: encoder.hiddenSize, written: shapeFeatures };
}

/** A causal model's features: its last token, which has read all, and the mean over all tokens. */
export function causalSource({ name, hash, decoder }: LoadedModel): FeatureSource {
  return { kind: 'causal', model: name, hash, layers: [0], pooling: ['last', 'mean'], size: decoder.hiddenSize };
}
