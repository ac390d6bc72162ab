import type { ClassifierReport } from '../../src/common/methods/training.js';

const curve = [
  { examples: 25, accuracy: { value: 0.8, low: 0.61, high: 0.91 } },
  { examples: 50, accuracy: { value: 0.88, low: 0.7, high: 0.96 } },
  { examples: 100, accuracy: { value: 0.92, low: 0.75, high: 0.98 } },
];

/** A report with all that one may have, where a text has one label. */
export const classifierReport: ClassifierReport = {
  labels: [
    { name: 'blame', examples: 60 },
    { name: 'praise', examples: 65 },
  ],
  majority: 0.52,
  empty: 1,
  repeated: 0,
  contradicting: ['Fine.', 'So so.'],
  leftOut: [
    { file: 'blame/photo.txt', why: 'binary' },
    { file: 'praise/old letter.txt', why: 'encoding' },
  ],
  figures: {
    folds: 5,
    accuracy: { value: 0.92, low: 0.86, high: 0.96 },
    macroF1: { value: 0.919, low: 0.86, high: 0.96 },
    confusion: [
      [56, 4],
      [6, 59],
    ],
    curve,
    uncertain: [
      { text: 'Not bad at all, considering the weather and the crowd at the gates', label: 'praise', said: 'blame', probability: 0.51 },
    ],
    suspected: [{ text: 'What a wonderful waste of money.', label: 'praise', said: 'blame', probability: 0.93 }],
  },
};

/** The same where a text may have several labels. */
export const labelSetsReport: ClassifierReport = {
  labels: ['food', 'praise', 'service at the table and at the door', 'travel'].map((name, at) => ({ name, examples: 40 + 7 * at })),
  majority: 0.21,
  empty: 0,
  repeated: 3,
  contradicting: [],
  figures: {
    folds: 5,
    accuracy: { value: 0.71, low: 0.64, high: 0.77 },
    macroF1: { value: 0.79, low: 0.74, high: 0.84 },
    each: [
      { precision: 0.91, recall: 0.85, f1: 0.88, threshold: 0.5 },
      { precision: 0.8, recall: 0.82, f1: 0.81, threshold: 0.45 },
      { precision: 0.74, recall: 0.69, f1: 0.71, threshold: 0.4 },
      { precision: 0.88, recall: 0.7, f1: 0.78, threshold: 0.35 },
    ],
    curve,
    uncertain: [{ text: 'We walked there from the station.', label: '', said: 'travel', probability: 0.52 }],
    suspected: [],
  },
};
