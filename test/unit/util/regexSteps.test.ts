import { describe, expect, test } from 'vitest';
import { regexSteps, searched } from '../../util/regexSteps.js';

describe('Counting the steps of a regular expression', () => {
  test.each([
    [/a+b/, 'aaacaaacab'],
    [/(?<=x)(a|b)*?c\1/u, 'xababcb'],
    [/(?<!\\)\$[^$]+\$/, 'costs \\$5, and $x$ is'],
    [/(\w+)\s\1/, 'so the the end'],
    [/^\s*(?:a|b){2,3}$/m, 'q\n ab\n'],
    [/(?=\d)[^,]*,?/, 'no 3,000'],
    [/\p{Lu}\p{Ll}*\b/u, 'über Ähre 𝒜'],
    [/^.$/u, '𝒜'],
    [/nothing/, 'something'],
  ])('%s finds in %j what the engine finds', (pattern, text) => {
    const found = pattern.exec(text);
    expect(searched(pattern, text, 0).found).toEqual(found ? [found.index, found.index + found[0].length] : undefined);
  });

  test.each([
    [/\s(?=x)/, ' ', 20, 2],
    [/\s+$/, ' ', 20, 4],
    [/(?:a|a)*c/, 'a', 6, 66],
  ])('%s on twice as many %j as %d takes so many times the steps: %d', (pattern, unit, count, times) => {
    const ratio = regexSteps(pattern, `${unit.repeat(2 * count)}x`) / regexSteps(pattern, `${unit.repeat(count)}x`);
    expect(Math.round(ratio)).toBe(times);
  });
});
