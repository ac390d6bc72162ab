import { describe, expect, test } from 'vitest';
import { lineToSelect, type WordLine, wordLines } from '../../../../src/sessions/words/wordLines.js';
import type { WordChoice, WordSection } from '../../../../src/sessions/words/wordList.js';

/** Words of a section; the one that ends in `*` is the current one. */
function section(title: string, ...words: string[]): WordSection {
  const choices = words.map((word): WordChoice => {
    const label = word.replace('*', '');
    return { label, description: '', bars: { encoder: 1 }, isCurrent: word.endsWith('*'), fills: [] };
  });
  return { title, choices };
}

const key = (lines: readonly WordLine[], label: string): string => lines.find((line) => line.label === label)?.key ?? '';

describe('The lines of a list of words', () => {
  test('have titles where there are several sections, and keys of their own', () => {
    const lines = wordLines([section('All gaps', 'sat … mat'), section('Gap 1', 'sat'), section('Gap 2', 'sat')]);
    expect(lines.map(({ label, choice }) => (choice === undefined ? `[${label}]` : label))).toEqual([
      '[All gaps]',
      'sat … mat',
      '[Gap 1]',
      'sat',
      '[Gap 2]',
      'sat',
    ]);
    expect(new Set(lines.map((line) => line.key)).size).toBe(lines.length);
    expect(wordLines([section('', 'sat')])).toHaveLength(1);
  });

  const quick = wordLines([section('', 'lay*', 'sat', 'was')]);
  const full = wordLines([section('', 'was', 'lay*', 'slept', 'sat')]);
  const selected = (label: string | undefined, isFiltered = false): string | undefined =>
    lineToSelect({ lines: quick, active: label === undefined ? undefined : key(quick, label), isFiltered }, full)?.label;

  test('begin at the best word but the current one', () => {
    expect(lineToSelect({ lines: [], active: undefined, isFiltered: false }, quick)?.label).toBe('sat');
    expect(lineToSelect({ lines: [], active: undefined, isFiltered: false }, wordLines([section('', 'lay*')]))?.label).toBe('lay');
    expect(lineToSelect({ lines: [], active: undefined, isFiltered: false }, wordLines([section('')]))).toBeUndefined();
  });

  test('that are exchanged leave a person where they have gone, or where they have filtered', () => {
    expect(selected('was')).toBe('was');
    expect(selected('lay')).toBe('lay');
    expect(selected('sat', true)).toBe('sat');
  });

  test('that are exchanged go to the best word where a person has not moved, or where their word is gone', () => {
    expect(selected('sat')).toBe('was');
    expect(selected(undefined)).toBe('was');
    expect(lineToSelect({ lines: full, active: key(full, 'slept'), isFiltered: false }, quick)?.label).toBe('sat');
  });
});
