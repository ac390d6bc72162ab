import { describe, expect, test } from 'vitest';
import { asksForThoughts, withoutThoughts } from '../../../../src/writing/rewriting/withoutThoughts.js';

describe('What a model thinks is not in its answer', () => {
  test.each([
    ['an answer without thoughts', 'It rained.', false, 'It rained.', false],
    ['thoughts before it', '<think>\nRain?\n</think>\n\nIt rained.', false, '\n\nIt rained.', false],
    ['thoughts within it', 'It <think>fell?</think>rained.', false, 'It rained.', false],
    ['thoughts that the prompt began', 'Rain?</think>It rained.', true, 'It rained.', false],
    ['thoughts that only end', 'Rain? </think>It rained.', false, 'It rained.', false],
    ['thoughts that go on', '<think>Rain? Snow', false, '', true],
    ['thoughts that go on, which the prompt began', 'Rain? Snow', true, '', true],
    ['a mark that is not written to its end', 'It rained.<thi', false, 'It rained.', false],
    ['the marks of another family', '[THINK]Rain?[/THINK]It rained.', false, 'It rained.', false],
    ['the name of a thought within a thought', '<think>a <think> b</think>It rained.', false, 'It rained.', false],
    ['a sign that is part of no mark', 'a < b', false, 'a < b', false],
  ])('%s', (_, answer, begins, text, isThinking) => {
    expect(withoutThoughts(answer, begins, '')).toEqual({ text, isThinking });
  });

  test('but the marks that the given text has are text', () => {
    const given = 'Models write <think> and </think>.';
    expect(withoutThoughts('They write <think> and </think>.', false, given).text).toBe('They write <think> and </think>.');
  });

  test('at no cut of an answer is a part of a thought or of a mark shown', () => {
    const answer = '<think>secret</think>It rained.<think>secret</think> Then it snowed.';
    for (let end = 0; end <= answer.length; end++) {
      const { text } = withoutThoughts(answer.slice(0, end), false, '');
      expect('It rained. Then it snowed.'.startsWith(text)).toBe(true);
    }
  });

  test.each([
    ['<|im_start|>assistant\n<think>\n', true],
    ['<|im_start|>assistant\n<think>\n\n</think>\n\n', false],
    ['<|im_start|>assistant\n', false],
  ])('a prompt that ends in %j asks for thoughts: %s', (prompt, asks) => {
    expect(asksForThoughts(prompt)).toBe(asks);
  });
});
