import { describe, expect, test } from 'vitest';
import { wholeWords } from '../../../../src/engine/decode/wholeWords.js';

/** `|` marks where the text is cut off; what stands behind it would have come next. */
function kept(marked: string): string {
  const [text = '', next] = marked.split('|');
  return text.slice(0, wholeWords(text, next));
}

describe('A continuation that is cut off keeps whole words', () => {
  test.each([
    ['the extra|ordinary', 'the'],
    ['the extra| ordinary', 'the extra'],
    ['the extra', 'the'],
    ['the extra |ordinary', 'the extra'],
    ['the extra,|', 'the extra,'],
    ["he didn|'t", 'he'],
    ["he didn'|t", 'he'],
    ["the boats|' oars", 'the boats'],
    ['a well-|known', 'a'],
    ['a well-', 'a'],
    ["the boats'| oars", "the boats'"],
    ['a well|-known', 'a'],
    ['the end.| And', 'the end.'],
    ['extra|ordinary', ''],
    [' —|', ''],
    ['港の|人々', '港の'],
    ['港の人', '港の人'],
    ['a cafe|\u0301 by', 'a'],
    ['all good 👍|🏽', 'all good'],
    ['all good 👩|\u200d👧', 'all good'],
    ['all good 👍| again', 'all good 👍'],
    ['with 3|,000 men', 'with'],
    ['with 3,000| men', 'with 3,000'],
    ['at 7|:30', 'at'],
    ['writes C|++ code', 'writes'],
    ['costs $|5', 'costs'],
    ['said “|Hello', 'said'],
    ['', ''],
  ])('%s', (marked, expected) => {
    expect(kept(marked)).toBe(expected);
  });
});
