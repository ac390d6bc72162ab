import { describe, expect, test } from 'vitest';
import { chosenLabel, listedLabels } from '../../../../src/sessions/labels/chosenLabel.js';

describe('The label that is meant', () => {
  test.each<[what: string, typed: string, listed: string[], active: string | undefined, expected: string | undefined]>([
    ['is the one in the list where nothing was typed', '', ['blame', 'praise'], 'praise', 'praise'],
    ['is what was typed', 'other', ['other', 'blame'], 'other', 'other'],
    ['is what was typed, also where Enter came before the list knew of it', 'pra', ['blame', 'praise'], 'praise', 'pra'],
    ['is what was typed where nothing in the list is marked', 'other', ['blame'], undefined, 'other'],
    ['is the one that was gone to', 'pra', ['pra', 'blame', 'praise'], 'praise', 'praise'],
    ['has no space around it', ' other ', ['blame'], undefined, 'other'],
    ['is none where nothing was typed and nothing is there', '', [], undefined, undefined],
  ])('%s', (_, typed, listed, active, expected) => {
    expect(chosenLabel({ typed, listed, active })).toBe(expected);
  });

  test('comes first in the list once it is typed, and only once', () => {
    expect(listedLabels(['blame', 'praise'], ' praise')).toEqual(['praise', 'blame']);
    expect(listedLabels(['blame', 'praise'], 'pra')).toEqual(['pra', 'blame', 'praise']);
    expect(listedLabels(['blame'], ' ')).toEqual(['blame']);
  });
});
