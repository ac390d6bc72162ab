import { describe, expect, test } from 'vitest';
import { bareAnswer } from '../../../../src/writing/rewriting/bareAnswer.js';

describe('What a model puts around its answer does not come into the document', () => {
  test.each([
    ['white space', '\n It rained.\n', 'Rain.', 'It rained.'],
    ['a line that says that it comes', 'Sure! Here is the text:\n\nIt rained.', 'Rain.', 'It rained.'],
    ['such a line in bold', "Here's a clearer version:**\nIt rained.", 'Rain.', 'It rained.'],
    ['a fence', '```markdown\nIt rained.\n```', 'Rain.', 'It rained.'],
    ['quotation marks', '"It rained."', 'Rain.', 'It rained.'],
    ['three quotation marks', '"""It rained."""', 'Rain.', 'It rained.'],
    ['curly quotation marks', '“It rained.”', 'Rain.', 'It rained.'],
  ])('%s', (_, answer, given, text) => {
    expect(bareAnswer(answer, given, true)).toBe(text);
  });

  test.each([
    ['quotation marks that the text has', '"It rained."', '"Rain."'],
    ['two quotations', '"Rain," he said, "and snow."', 'He said: rain and snow.'],
    ['a line of the text that only looks so', 'Here is the house.\nIt rained.', 'This is the house.'],
    ['the same line as in the text', 'Here is what to do:\n\n- go', 'Here is what to do:\n\n- go on'],
    ['a code block of the text', '```js\na\n```', '```js\nb\n```'],
    ['one line that begins so', 'Here is the house.', 'The house.'],
  ])('but not %s', (_, answer, given) => {
    expect(bareAnswer(answer, given, true)).toBe(answer);
  });

  test('a line that may still say that the text comes is held back while the model writes', () => {
    expect(bareAnswer('Sure! Here is', 'Rain.', false)).toBe('');
    expect(bareAnswer('Sure! Here is it:\n\nIt', 'Rain.', false)).toBe('It');
    expect(bareAnswer('```\nIt rai', 'Rain.', false)).toBe('It rai');
  });
});
