import type { ClassifierHead } from '../../src/common/classifierHead.js';

/** A trained classifier that is as small as one can be, with two labels. */
export const tinyHead: ClassifierHead = {
  format: 'cloze-head',
  version: 1,
  labels: ['praise', 'blame'],
  features: [{ kind: 'encoder', model: 'tiny', hash: 'abc', layers: [2], pooling: ['mean'], size: 1 }],
  temperature: 1,
  intercepts: [0, 0],
  weights: [[1], [-1]],
  training: { date: '2025-01-02', strength: 1, weighting: 'balanced', examples: [1, 1], majority: 0.5 },
};
