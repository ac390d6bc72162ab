import { expect, test } from 'vitest';
import { wholeSentences } from '../../../../src/writing/continuation/wholeSentences.js';

test.each([
  { text: ' He came. He left.', whole: ' He came. He left.' },
  { text: ' He came. He le', whole: ' He came.' },
  { text: ' He came. "Who is it?" she', whole: ' He came.' },
  { text: ' He came. "Who is it?"', whole: ' He came. "Who is it?"' },
  { text: ' He met Dr. Smith and', whole: '' },
  { text: ' and so on…', whole: ' and so on…' },
  { text: ' He came. (She left.)\n', whole: ' He came. (She left.)' },
  { text: '彼は来た。彼女', whole: '彼は来た。' },
  { text: '', whole: '' },
  { text: '  ', whole: '' },
])('What is left of "$text" without a sentence that is not finished', ({ text, whole }) => {
  expect(wholeSentences(text)).toBe(whole);
});
