import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CompletionToken } from '../../../../src/common/methods/completion.js';
import { realignTokens } from '../../../../src/engine/features/realignTokens.js';

function tokens(...texts: string[]): CompletionToken[] {
  return texts.map((text, index) => ({ text, logprob: -index, alternatives: [] }));
}

describe('The tokens of an edited completion', () => {
  test.each([
    { title: 'as they were', texts: [' a', ' b'], edited: ' a b', expected: [' a', ' b'] },
    { title: 'cut off', texts: [' the', ' old', ' man'], edited: ' the ol', expected: [' the', ' ol'] },
    { title: 'cut at the front', texts: [' the', ' old', ' man'], edited: ' man', expected: [' man'] },
    { title: 'with a space behind', texts: [' the', ' man'], edited: ' the man ', expected: [' the', ' man '] },
    { title: 'with other signs', texts: ['"', 'No', '"'], edited: '“No”', expected: ['“', 'No', '”'] },
    { title: 'with longer signs', texts: [' no', ' —', ' yes'], edited: ' no --- yes', expected: [' no', ' ---', ' yes'] },
    { title: 'that complete no character', texts: ['', '🚢', '!'], edited: '🚢', expected: ['', '🚢'] },
  ])('$title', ({ texts, edited, expected }) => {
    expect(realignTokens(tokens(...texts), edited).map(({ text }) => text)).toEqual(expected);
  });

  test('make up the edited text, whatever the edit', () => {
    const words = fc.array(fc.constantFrom(' the', ' a', 'n', '"', ' —', ''), { minLength: 1 });
    fc.assert(
      fc.property(words, words, (before, after) => {
        const edited = after.join('');
        expect(
          realignTokens(tokens(...before), before.join('') === '' ? '' : edited)
            .map(({ text }) => text)
            .join(''),
        ).toBe(before.join('') === '' ? '' : edited);
      }),
    );
  });
});
