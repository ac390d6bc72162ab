import { expect, test } from 'vitest';
import { barIcon } from '../../../../src/sessions/words/barIcon.js';

/** The widths of the bars over their tracks. */
const widths = (svg: string): string[] =>
  [...svg.matchAll(/<rect y="\d+" width="([\d.]+)"/g)].map(([, width = '']) => width).filter((_, index) => index % 2 === 1);

test("A line's icon has a bar for each model, and even the smallest share can be seen", () => {
  expect(widths(barIcon({ encoder: 1, causal: 0.5 }, 'dark'))).toEqual(['16.0', '8.0']);
  expect(widths(barIcon({ encoder: 0.001 }, 'light'))).toEqual(['0.5']);
});

test('The bars have other colors in light and in dark themes', () => {
  expect(barIcon({ encoder: 1 }, 'light')).not.toBe(barIcon({ encoder: 1 }, 'dark'));
});
