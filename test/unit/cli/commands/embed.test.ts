import { describe, expect, test } from 'vitest';
import type { EmbedRequest } from '../../../../src/common/methods/scoring.js';
import { clozeWith } from './clozeWith.js';

const embed = ({ texts }: EmbedRequest) => Promise.resolve({ vectors: texts.map(({ length }) => [1 / length, -0.123456]), model: 'bert' });

describe('cloze embed', () => {
  test('prints a vector a line, with four digits', async () => {
    expect((await clozeWith({ embed }, ['embed', 'ab', 'abcd'])).output).toBe('0.5000 -0.1235\n0.2500 -0.1235\n');
  });

  test('prints vectors with their texts as JSON, as exact as they are', async () => {
    expect((await clozeWith({ embed }, ['embed', 'ab', '--json'])).json).toEqual({
      vectors: [{ text: 'ab', vector: [0.5, -0.123456] }],
      model: 'bert',
    });
  });

  test('wants text in each', async () => {
    const { code, messages, made } = await clozeWith({ embed }, ['embed', 'ab', ' ']);
    expect([code, made]).toEqual([2, undefined]);
    expect(messages).toBe('cloze: One of the texts is empty. Give sentences, each in quotation marks.\n');
  });
});
