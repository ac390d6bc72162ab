import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StopAt } from '../../../../src/common/methods/completion.js';
import { cutAt, stopOffset } from '../../../../src/writing/continuation/stopOffset.js';

/** `before‸text|rest`: the caret, and where the continuation stops. Without `|` it does not stop yet. */
const cases: Readonly<Record<StopAt, readonly string[]>> = {
  word: [
    'The‸ cat| sat',
    'The‸ cat',
    'The ca‸t| sat',
    'He‸ don|"',
    "He‸ don'",
    "He‸ don't| go",
    'A‸ well-known| fact',
    'She said‸ “Hello| there',
    'The cat‸, and| so',
    'The cat‸,',
    'The cat‸. Then| it',
    'pi is‸ 3.14| or',
    '彼は‸去|った。',
    'It is‸ cafés| now',
    'So‸ 👍🏽| yes',
    'The‸|\ncat',
  ],
  clause: [
    'He came‸ in the end,| and left',
    'He came‸ in the end',
    'He came‸ in the end,',
    'He came‸ in the end;| then he',
    'He had‸ 1,000 of them,| and more',
    'He came‸, and then he left,| but',
    'He came‸ at 5:30 in the rain:| all',
    'It was‸ the old house| — which',
    'It was‸ the old house|—which',
    'It was‸ the old house| – which',
    'It was‸ the old house| -- which',
    'It was‸ a well-known old house,| and',
    '“It was‸ the old house,”| he said',
    'He came‸ in.| Then he',
    '彼は‸朝早くここへ来て、|そして',
    'So‸ no, I did,| I think',
  ],
  sentence: [
    'He came‸ in.| Then',
    'He came‸ in.',
    'He came‸ in. ',
    'He came‸ in. “',
    'He came‸ in.| “T',
    'He saw Dr‸. Brown leave.| Then',
    'It is so‸ $n! \\leq n^n$ for all $n$.| Then',
    'It was‸ 3',
    'It was‸ 3.',
    'It was‸ 3.5 m.| Then',
    '“Stop!‸” he said.| Then',
    '“Come‸ in!” she said.| Then',
    '“Come‸ in.”| Then',
    'He came‸ in, etc. and left.| Then',
    'Is it‸ so?!| Yes',
    'He came‸... and left.| Then',
    '彼は‸去った。|彼女',
    'He left.‸ She came.| Then',
    'A title‸ of a book|\n\nText',
    'A title‸ of a book|\nText',
    '‸|\n\nText',
    'A‸ list:|\n- one',
    'A line of several words that is wrapped by hand\nand goes on until its‸ end\nis there.| Then',
    'A line of several words that is wrapped by hand\nand goes on until its‸ end|\n\nThen',
    'A line of several words that is wrapped by hand\nand goes on until its‸ end|\n- item',
  ],
  line: ['He came‸ in. Then, after all, he left|\nand', 'He came‸ in. Then', 'He came‸|\n', 'He came‸ in|  \r\nand'],
  none: ['He came‸ in. Then\n\nhe left'],
};

describe.each(Object.entries(cases) as [StopAt, readonly string[]][])('a continuation that stops at: %s', (stopAt, sources) => {
  test.each(sources)('%j', (source) => {
    const [before = '', continuation = ''] = source.split('‸');
    const stop = continuation.indexOf('|');
    expect(stopOffset(continuation.replace('|', ''), stopAt, before)).toBe(stop < 0 ? undefined : stop);
  });
});

test('what does not stop is kept whole', () => {
  expect(cutAt(' in the end', 'sentence', 'He came')).toBe(' in the end');
  expect(cutAt(' in. Then', 'sentence', 'He came')).toBe(' in.');
});

const stops = fc.constantFrom<StopAt>('word', 'clause', 'sentence', 'line', 'none');
const texts = fc.array(
  fc.constantFrom(' the', ' cat', '.', ',', '!', ' ', '\n', '\n\n', '"', '”', ' —', '界', '。', '👍🏽', 'e\u0301', '3', 'Dr'),
  { maxLength: 14 },
);

test('a stop is found in the text, never within a character', () => {
  const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  fc.assert(
    fc.property(texts, texts, stops, (before, parts, stopAt) => {
      const text = parts.join('');
      const stop = stopOffset(text, stopAt, before.join(''));
      const places = new Set([...characters.segment(text)].map(({ index }) => index).concat(text.length));
      if (stop !== undefined) expect(places.has(stop)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
