import { expect, test } from 'vitest';
import { Pins } from '../../../../src/sessions/panel/pins.js';
import { nextTokens } from '../../../util/panelStates.js';

test('The oldest pins go when there are too many, and no two have the same name', () => {
  const pins = new Pins({ pins: [], compared: [] });
  for (let count = 0; count < 20; count++) pins.add(nextTokens);
  const ids = pins.all.map(({ id }) => id);
  expect(ids).toHaveLength(12);
  expect(new Set(ids).size).toBe(12);
  expect(ids.at(-1)).toBe('pin-20');
});
