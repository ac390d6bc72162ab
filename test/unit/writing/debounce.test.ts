import { describe, expect, test } from 'vitest';
import { TypingCadence, waitAfter } from '../../../src/writing/debounce.js';

/** The waits after each key of a text that is typed with the same gap between keys. */
function waits(text: string, gap: number): number[] {
  let time = 0;
  const cadence = new TypingCadence(() => time);
  return Array.from(text, (key) => {
    time += gap;
    return cadence.typed(key);
  });
}

describe('the wait before a completion is asked for', () => {
  test('is short at an even pace', () => {
    for (const wait of waits('some words that go on', 200).slice(8)) expect(wait).toBeLessThanOrEqual(40);
  });

  test('is longer than the gap in a burst, so that only its end asks', () => {
    for (const wait of waits('somewordsthatgoonandon', 90).slice(8)) expect(wait).toBeGreaterThan(90);
  });

  test('is shorter after a word than within one', () => {
    const [within = 0, after = 0] = waits('somewords ', 120).slice(-2);
    expect(after).toBeLessThan(within);
  });

  test('is short after the first key', () => {
    expect(waits('a', 100)).toEqual([25]);
  });

  test.each([' ', '.', ',', '\n', '”', '! '])('is none when the writer comes back to type %j', (key) => {
    let time = 0;
    const cadence = new TypingCadence(() => time);
    for (const letter of 'some words') {
      time += 100;
      cadence.typed(letter);
    }
    time += 900;
    expect(cadence.typed(key)).toBe(0);
  });

  test('is not changed by one long pause in a burst', () => {
    let time = 0;
    const cadence = new TypingCadence(() => time);
    for (const gap of [90, 90, 90, 90, 5000, 90]) {
      time += gap;
      cadence.typed('a');
    }
    expect(cadence.usual).toBe(90);
  });

  test('never grows with a longer gap', () => {
    const all = Array.from({ length: 100 }, (_, index) => waitAfter(index * 10, index * 10, false));
    expect(all).toEqual([...all].sort((a, b) => b - a));
  });

  test('stays a number when the clock stands still or goes back', () => {
    let time = 100;
    const cadence = new TypingCadence(() => time--);
    for (let key = 0; key < 20; key++) expect(cadence.typed('a')).toBeGreaterThanOrEqual(0);
  });
});
