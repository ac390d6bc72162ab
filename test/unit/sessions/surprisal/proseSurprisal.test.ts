import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../../src/common/cancellation.js';
import type { SurprisalRequest, SurprisalResult } from '../../../../src/common/methods/scoring.js';
import { proseSurprisal } from '../../../../src/sessions/surprisal/proseSurprisal.js';

/** An engine whose tokens are words with the space before them, and single signs; each has one bit. */
const engine = {
  surprisal({ text }: SurprisalRequest): Promise<SurprisalResult> {
    const tokens = [...text.matchAll(/\s?[\p{L}\p{N}]+|\*\*|\s?[^\p{L}\p{N}]/gu)].map(({ index, 0: { length } }) => {
      return { offset: index, length, bits: 1, rank: 0, alternatives: [] };
    });
    return Promise.resolve({ tokens, bitsPerByte: 1, model: 'm' });
  },
};

/** What is rated of a document, as it is there. */
async function rated(text: string, language = 'markdown'): Promise<string[]> {
  const { tokens } = await proseSurprisal(text, language, 0, engine, neverCancelled);
  return tokens.map(({ offset, length }) => text.slice(offset, offset + length));
}

describe('The surprisal of a marked-up file', () => {
  test.each<[what: string, text: string, language: string, tokens: string[]]>([
    [
      'no sign of a heading or of emphasis',
      '# Salt\n\nThe **very** old *lamp*.',
      'markdown',
      [' Salt', 'The', 'very', ' old', 'lamp', '.'],
    ],
    ['no code and no address', 'See `x()` at <https://example.org/a> now', 'markdown', ['See', ' at', ' now']],
    ['of a link its words', 'The [old](a.md) lamp', 'markdown', ['The', 'old', ' lamp']],
    ['no front matter, no code block, no table', '---\ntitle: T\n---\n\nOne\n\n```\ncode\n```\n\n| a |\n|---|\n', 'markdown', ['One']],
    ['no command of LaTeX', '\\section{Salt}\nThe \\emph{old} lamp', 'latex', ['Salt', 'The', 'old', ' lamp']],
  ])('rates %s', async (_, text, language, tokens) => {
    expect((await rated(text, language)).map((token) => token.trim())).toEqual(tokens.map((token) => token.trim()));
  });

  test('has the offsets of the file, also where its lines end in CR and LF', async () => {
    const text = '# Salt\r\n\r\nThe old lamp\r\nof the point, which was never put out,\r\n\r\n- burns\r\n';
    const { tokens } = await proseSurprisal(text, 'markdown', 0, engine, neverCancelled);
    expect(text.slice(tokens.at(-1)?.offset)).toContain('burns');
    expect((await rated(text)).join('').replace(/\s+/g, ' ')).toBe(' SaltThe old lamp of the point, which was never put out, burns');
  });

  test('counts bits per byte over what is rated', async () => {
    const { bitsPerByte } = await proseSurprisal('# Salt', 'markdown', 0, engine, neverCancelled);
    expect(bitsPerByte).toBeCloseTo(1 / Buffer.byteLength(' Salt'), 9);
  });

  test('takes one pass, however long a paragraph is', async () => {
    const text = 'The lamp burned for years. '.repeat(4000);
    expect((await rated(text)).join('').trim()).toBe(text.trim());
  });
});
