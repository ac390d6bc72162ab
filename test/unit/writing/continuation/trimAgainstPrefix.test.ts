import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { trimAgainstPrefix } from '../../../../src/writing/continuation/trimAgainstPrefix.js';

type Case = readonly [before: string, completion: string, result: string];

const cases: Readonly<Record<string, readonly Case[]>> = {
  'something new stays': [
    ['The cat sat', ' on the mat.', ' on the mat.'],
    ['', 'The cat', 'The cat'],
    ['The cat', '', ''],
    ['The ca', 't sat', 't sat'],
  ],
  'the same word is not said twice at the caret': [
    ['He saw the', ' the cat', ' cat'],
    ['He saw the ', 'the cat', 'cat'],
    ['He saw The', ' the cat', ' cat'],
    ['He saw the', ' the', ''],
    ['so it was in the', ' in the end', ' end'],
  ],
  'words that people double stay doubled': [
    ['He said that', ' that was it', ' that was it'],
    ['She had', ' had enough', ' had enough'],
    ['It was very', ' very cold', ' very cold'],
  ],
  'a word after punctuation, or that only starts alike, is another one': [
    ['He saw the cat.', ' Cat food', ' Cat food'],
    ['He saw the', ' theory', ' theory'],
    ['the', 're is', 're is'],
  ],
  'a sentence is not told again': [
    ['The cat sat on the mat.', ' The cat sat on the mat.', ''],
    ['The cat sat on the mat. ', 'It slept. The cat sat on the mat.', 'It slept.'],
    ['The cat sat on the mat.', ' The cat sat on the', ''],
    ['The cat sat on the mat. The', ' cat sat on the mat.', ''],
    ['The cat sat on the mat.\n\nThe dog ran.', ' the cat sat, on the mat!', ''],
    ['It ran.', ' The big cat sat down. The big cat sat down.', ' The big cat sat down.'],
  ],
  'a short sentence, or one that the writer all but wrote, may come again': [
    ['I see. ', 'I see.', 'I see.'],
    ['I have a dream today. I have a dream', ' today.', ' today.'],
    ['The cat sat on the mat.', ' The cat sat up.', ' The cat sat up.'],
  ],
  'it does not go round in circles': [
    ['He ran', ' and ran and ran and ran and ran', ' and ran'],
    ['He ran', ' fast fast fast fast', ' fast fast'],
    ['We saw', ' the old man, the old man, the old man', ' the old man'],
    ['of the people, by', ' the people, for the people', ' the people, for the people'],
    ['step', ' by step', ' by step'],
    ['Never give up, never give', ' up', ' up'],
  ],
  'a long stretch of words is not copied': [
    ['It was the best of times for all of us, he said. Then', ' it was the best of times for all of us', ''],
    ['It was the best of times. Then', ' it was the worst of times for all', ' it was the worst of times for all'],
  ],
};

describe.each(Object.entries(cases))('%s', (_idea, rows) => {
  test.each(rows)('%j | %j', (before, completion, result) => {
    expect(trimAgainstPrefix(completion, before)).toBe(result);
  });
});

test('what is left is a part of the completion', () => {
  const words = fc
    .array(fc.constantFrom(' the', ' cat', ' sat', '.', ',', ' ', '界', '😀'), { maxLength: 20 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(words, words, (completion, before) => {
      expect(completion).toContain(trimAgainstPrefix(completion, before));
    }),
  );
});
