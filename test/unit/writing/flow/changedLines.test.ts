import { describe, expect, test } from 'vitest';
import { changedLines } from '../../../../src/writing/flow/changedLines.js';

const numbered = (from: number, to: number): string => Array.from({ length: to - from }, (_, line) => `Line ${from + line}.\n`).join('');

describe('The changed lines of a text', () => {
  test.each<[string, string, string, string[]]>([
    ['are those that are new', 'One.\nThree.\n', 'One.\nTwo.\nThree.\n', ['Two.\n']],
    ['are those that read otherwise', 'One.\nTwo.\nThree.', 'One.\n2.\nThree.', ['2.\n']],
    ['may stand apart', 'One.\nTwo.\nThree.\n', '1.\nTwo.\nThree.\nFour.\n', ['1.\n', 'Four.\n']],
    ['are an empty stretch where some were taken out', 'One.\nTwo.\nThree.\n', 'One.\nThree.\n', ['']],
    ['are none where nothing has changed', 'One.\nTwo.\n', 'One.\nTwo.\n', []],
    ['are all of a new text', '', 'One.\nTwo.\n', ['One.\nTwo.\n']],
    ['are all of a text that has little in common with the earlier one', numbered(0, 2500), numbered(5000, 7500), [numbered(5000, 7500)]],
  ])('%s', (_, earlier, text, expected) => {
    expect(changedLines(earlier, text).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });

  test('say where lines were taken out', () => {
    expect(changedLines('One.\nTwo.\nThree.\n', 'One.\nThree.\n')).toEqual([{ start: 5, end: 5 }]);
  });
});
