import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TextContext } from '../../../../src/common/methods/completion.js';
import { fitContext } from '../../../../src/prose/context/contextWindow.js';

/** Tokenizers of different kinds: by words, by four characters, by bytes. */
const byWords = (text: string): number => text.match(/\s?[\p{L}\p{N}]+|[^\p{L}\p{N}]/gu)?.length ?? 0;
const byFour = (text: string): number => Math.ceil(text.length / 4);
const byBytes = (text: string): number => new TextEncoder().encode(text).length;
const tokenizers = { byWords, byFour, byBytes };

function context(before: string, headings: readonly string[] = []): TextContext {
  return { headings, before, after: '' };
}

const sentences = (count: number): string =>
  Array.from({ length: count }, (_, index) => `This is sentence number ${index} of the text.`).join(' ');

describe('what fits', () => {
  test('is all of a short text', () => {
    expect(fitContext(context('One. Two. Thr'), 100, byFour)).toBe('One. Two. Thr');
  });

  test('is nothing of an empty text', () => {
    expect(fitContext(context(''), 100, byFour)).toBe('');
  });

  test('is nothing without a budget', () => {
    expect(fitContext(context('One. Two.', ['A']), 0, byFour)).toBe('');
  });

  test('starts with a sentence', () => {
    expect(fitContext(context(sentences(500)), 400, byFour)).toMatch(/^This is sentence number/);
  });

  test('is most of the budget', () => {
    for (let count = 300; count < 340; count++) {
      const tokens = byFour(fitContext(context(sentences(count)), 400, byFour));
      expect(tokens).toBeGreaterThan(0.6 * 400);
      expect(tokens).toBeLessThanOrEqual(400);
    }
  });

  test('is the last sentence where two are too long', () => {
    const long = `It is ${'very '.repeat(60)}long.`;
    expect(fitContext(context(`${long} ${long}`), 100, byFour)).toBe(long);
  });

  test('is the end of a sentence that is too long, from a word on', () => {
    const prompt = fitContext(context('word '.repeat(1000)), 100, byFour);
    expect(prompt).toMatch(/^word /);
    expect(byFour(prompt)).toBeGreaterThan(50);
    expect(byFour(prompt)).toBeLessThanOrEqual(100);
  });

  test('never starts within a character', () => {
    const prompt = fitContext(context('😀'.repeat(1000)), 101, byBytes);
    expect(prompt).toMatch(/^(😀)+$/u);
  });

  test('is whole sentences of a script without spaces', () => {
    const text = '彼は去った。彼女は残った。'.repeat(300);
    const prompt = fitContext(context(text), 600, byBytes);
    expect(prompt).toMatch(/^彼[は女]/);
    expect(byBytes(prompt)).toBeGreaterThan(200);
    expect(byBytes(prompt)).toBeLessThanOrEqual(600);
  });

  test('is cut well where the text begins in another script than it ends in', () => {
    const text = `${sentences(50)}\n\n${'彼は去った。'.repeat(200)}`;
    const prompt = fitContext(context(text), 400, byBytes);
    expect(byBytes(prompt)).toBeGreaterThan(200);
    expect(prompt).toMatch(/^彼は/);
  });
});

describe('headings', () => {
  test('that fell off the front stay, as Markdown', () => {
    const prompt = fitContext(context(sentences(500), ['Title', 'Chapter']), 400, byFour);
    expect(prompt).toMatch(/^# Title\n\n## Chapter\n\nThis is sentence/);
    expect(byFour(prompt)).toBeLessThanOrEqual(400);
  });

  test('that stand in the text are not told twice', () => {
    expect(fitContext(context('# *Title*\n\n## Chapter\n\nText', ['Book', 'Title', 'Chapter']), 100, byFour)).toBe(
      '# Book\n\n# *Title*\n\n## Chapter\n\nText',
    );
    expect(fitContext(context('\\section{One}\nText', ['One']), 100, byFour)).toBe('\\section{One}\nText');
  });

  test('whose words stand in a sentence are told', () => {
    const text = 'The long chapter about the Title goes on for some more words.';
    expect(fitContext(context(text, ['Title']), 100, byFour)).toBe(`# Title\n\n${text}`);
  });

  test('give way when they are too long: the title and the innermost last', () => {
    const headings = ['Title', 'x'.repeat(300), 'y'.repeat(300), 'Last'];
    expect(fitContext(context('Text', headings), 100, byFour)).toBe('# Title\n\n## Last\n\nText');
    expect(fitContext(context('Text', ['x'.repeat(300)]), 100, byFour)).toBe('Text');
  });
});

const texts = fc.oneof(
  fc
    .array(fc.constantFrom('A word ', 'and more. ', 'Dr. ', 'So it is! ', '\n\n', '- item\n', '界。', '😀', 'x'.repeat(50)), {
      maxLength: 400,
    })
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 500 }),
);

describe.each(Object.entries(tokenizers))('counted %s', (_name, count) => {
  test('a prompt never has more tokens than the budget, and is the end of the text', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 500 }), (before, budget) => {
        const prompt = fitContext(context(before), budget, count);
        expect(count(prompt)).toBeLessThanOrEqual(budget);
        expect(before.endsWith(prompt)).toBe(true);
      }),
    );
  });

  test('while one types, the front stays for a quarter of the budget and never goes back', () => {
    const text = sentences(500);
    const budget = 400;
    const fronts: number[] = [];
    for (let length = 12_000; length < 14_000; length++)
      fronts.push(length - fitContext(context(text.slice(0, length)), budget, count).length);
    const moves = fronts.filter((front, index) => index > 0 && front !== fronts[index - 1]).length;
    expect(fronts).toEqual([...fronts].sort((a, b) => a - b));
    expect(moves).toBeLessThanOrEqual(Math.ceil((count(text.slice(12_000, 14_000)) / budget) * 4) + 1);
  });

  test('few calls count the tokens, and all but one of them say the same again on the next key', () => {
    const text = sentences(500);
    const asked: string[][] = [[], []];
    for (const [run, calls] of asked.entries()) {
      const counting = (part: string): number => {
        calls.push(part);
        return count(part);
      };
      fitContext(context(text.slice(0, 12_010 + run), ['A']), 400, counting);
    }
    const [first = [], second = []] = asked;
    expect(first.length).toBeLessThanOrEqual(8);
    expect(second.filter((part) => !first.includes(part)).length).toBeLessThanOrEqual(1);
  });
});
