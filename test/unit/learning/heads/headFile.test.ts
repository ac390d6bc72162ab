import { describe, expect, test } from 'vitest';
import type { ClassifierHead } from '../../../../src/common/classifierHead.js';
import { headText, readHead } from '../../../../src/learning/heads/headFile.js';

const head: ClassifierHead = {
  format: 'cloze-head',
  version: 1,
  labels: ['praise', 'blame'],
  features: [{ kind: 'encoder', model: 'tiny', hash: 'abc', layers: [2], pooling: ['mean'], size: 3 }],
  temperature: 1.5,
  intercepts: [0.25, -0.25],
  weights: [
    [1, 2, 3],
    [-1, -2, -3.5],
  ],
  training: { date: '2025-01-02T03:04:05.000Z', strength: 6.4, weighting: 'none', examples: [12, 13], majority: 0.52 },
};

const tagger: ClassifierHead = {
  ...head,
  unit: 'span',
  labels: ['O', 'B-PER', 'I-PER'],
  features: [{ kind: 'encoder', model: 'tiny', hash: 'abc', layers: [2], pooling: ['word'], size: 1, written: 12 }],
  intercepts: [1, 2, 3],
  weights: [1, 2, 3].map((weight) => Array<number>(13).fill(weight)),
};

describe("A classifier's file", () => {
  test('reads back as it was', () => {
    expect(readHead(headText(head), 'tone.json')).toEqual(head);
  });

  test('reads back as it was where it labels words', () => {
    expect(readHead(headText(tagger), 'names.json')).toEqual(tagger);
  });

  test('has a line for each label, so that changes can be seen', () => {
    expect(headText(head)).toContain('\n    [1,2,3],\n    [-1,-2,-3.5]\n');
  });

  test.each<[string, object, string]>([
    ['another program', { format: 'other' }, 'nowhere that it is a classifier'],
    ['a later version', { version: 2 }, 'version 2'],
    ['one label', { labels: ['praise'] }, '2 to 500 different names'],
    ['a label twice', { labels: ['praise', 'praise'] }, '2 to 500 different names'],
    ['no features', { features: [] }, 'which features'],
    ['unknown pooling', { features: [{ ...head.features[0], pooling: ['most'] }] }, 'which features'],
    ['absurd sizes', { features: [{ ...head.features[0], size: 1e9 }] }, 'more than any model'],
    ['a missing row', { weights: [[1, 2, 3]] }, '2 rows of 3 numbers'],
    ['a short row', { weights: [[1, 2, 3], [1]] }, '2 rows of 3 numbers'],
    ['a number that is none', { intercepts: [0, null] }, 'intercepts'],
    ['too few thresholds', { thresholds: [0.5] }, '2 probabilities'],
    ['a threshold that all labels reach', { thresholds: [0, 0.5] }, '2 probabilities'],
    ['a temperature of zero', { temperature: 0 }, 'temperature'],
    ['a figure without bounds', { training: { ...head.training, accuracy: { value: 1 } } }, 'how it was trained'],
  ])('of %s is refused', (_, change, reason) => {
    expect(() => readHead(JSON.stringify({ ...head, ...change }), 'tone.json')).toThrow(reason);
  });

  test.each<[string, object, string]>([
    ['units that are unknown', { unit: 'page' }, 'It labels "page"'],
    ['tags without their B-', { labels: ['O', 'PER', 'I-PER'] }, 'Its labels are not "O" and then'],
    ['tags in another order', { labels: ['O', 'I-PER', 'B-PER'] }, 'Its labels are not "O" and then'],
    ['features of texts', { features: head.features }, 'not of what it labels'],
    ['two sources', { features: [...tagger.features, ...tagger.features] }, 'not of what it labels'],
    ['texts by features of words', { unit: undefined }, 'not of what it labels'],
    ['signs of words that are unknown', { features: [{ ...tagger.features[0], written: 3 }] }, 'which features'],
  ])('of words, with %s, is refused', (_, change, reason) => {
    expect(() => readHead(JSON.stringify({ ...tagger, ...change }), 'names.json')).toThrow(reason);
  });

  test('that was cut off is refused', () => {
    expect(() => readHead(headText(head).slice(0, 100), 'tone.json')).toThrow('tone.json cannot be used as a classifier. It is not JSON');
  });
});
