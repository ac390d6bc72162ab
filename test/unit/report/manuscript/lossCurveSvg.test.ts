import { describe, expect, test } from 'vitest';
import { lossCurveSvg } from '../../../../src/report/manuscript/lossCurveSvg.js';

const figures = { tokens: 100, bytes: 400, before: 1.25, after: 1.2 };
const losses = [4, 3.5, 3.25, 3.1, 3];

describe('The loss curve of a style as a picture', () => {
  const svg = lossCurveSvg({ losses, steps: 50, figures });

  test('says in words what it shows', () => {
    expect(svg).toContain('role="img" aria-labelledby="loss-title loss-description"');
    expect(svg).toContain(
      '<desc id="loss-description">In 50 steps the loss went from 4.00 by 3.50, 3.25 and 3.10 to 3.00. Text that was held out takes 1.200 bits per byte, and took 1.250 before.</desc>',
    );
  });

  test('has no colour but those of the theme', () => {
    expect(svg).not.toMatch(/#[0-9a-f]{3}|rgb|hsl/i);
    expect(svg).toMatch(/stroke: CanvasText/);
  });

  test('goes down where the loss does, within its frame and between its lines', () => {
    const places = [...(/points="([^"]+)"/.exec(svg)?.[1] ?? '').matchAll(/([\d.]+),([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
    expect(places).toHaveLength(losses.length);
    expect(places.map(([x]) => x)).toEqual([56, 197, 338, 479, 620]);
    const heights = places.map(([, y]) => y ?? NaN);
    expect(heights).toEqual([...heights].sort((a, b) => a - b));
    expect(Math.max(...heights)).toBeLessThanOrEqual(260 - 44);
    expect([...svg.matchAll(/text-anchor="end">([\d.]+)<\/text>/g)].map(([, label]) => label)).toEqual(['3.0', '3.5', '4.0', '50']);
  });

  test.each([[[2.5]], [[2, 2, 2]]])('is drawn of %j', (flat) => {
    expect(lossCurveSvg({ losses: flat, steps: flat.length, figures })).not.toContain('NaN');
  });
});
