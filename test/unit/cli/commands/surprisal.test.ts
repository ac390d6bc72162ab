import { describe, expect, test } from 'vitest';
import type { LearnedResult } from '../../../../src/common/methods/manuscript.js';
import type { SurprisalRequest, SurprisalResult } from '../../../../src/common/methods/scoring.js';
import { type Answer, clozeWith } from './clozeWith.js';
import { inFolder } from './inFolder.js';

const folder = inFolder({
  'tale.md': '# The *keeper*\r\n\r\nHe **lit** the `lamp`.\r\n',
  'tale.txt': 'He lit it.',
  'code.md': '```\ncode\n```\n',
});

interface Rated extends Answer {
  readonly requests: readonly SurprisalRequest[];
}

/** Rates each word: as many bits as it has letters. */
function rate({ text }: SurprisalRequest): SurprisalResult {
  const tokens = [...text.matchAll(/\s*(?:\p{L}+|[^\p{L}\s]+)/gu)].map(({ 0: word, index }) => {
    return { offset: index, length: word.length, bits: word.trim().length, rank: index, alternatives: [{ text: ' a', logprob: -1 }] };
  });
  return { tokens, bitsPerByte: 1.5, model: 'gpt' };
}

async function surprisal(words: readonly string[], input = ''): Promise<Rated> {
  const requests: SurprisalRequest[] = [];
  const methods = {
    learned: () => Promise.resolve({ state: 'ready' } as unknown as LearnedResult),
    surprisal: (request: SurprisalRequest) => {
      requests.push(request);
      return Promise.resolve(rate(request));
    },
  };
  return { ...(await clozeWith(methods, ['surprisal', ...words], folder.terminal(input))), requests };
}

describe('cloze surprisal', () => {
  test.each([['tale.txt'], ['tale.md']])('rates %s by the model with what was learned where that is named', async (name) => {
    const { code, made, requests } = await surprisal([name, '--learned', 'kept']);
    expect(code).toBe(0);
    expect(made?.init.learnedFolder).toBe(folder.path('kept'));
    expect(requests.length).toBeGreaterThan(0);
    expect(requests.every(({ learned }) => learned)).toBe(true);
  });

  test('prints each token of a plain text with its bits and rank, and the mean', async () => {
    expect((await surprisal(['tale.txt'])).output).toBe(
      '  2.00 bits  rank 0      "He"\n  3.00 bits  rank 2      " lit"\n  2.00 bits  rank 6      " it"\n  1.00 bits  rank 9      "."\n1.5000 bits per byte\n',
    );
  });

  test('prints offsets into the text as JSON, with alternatives only where they were asked for', async () => {
    const { json, requests } = await surprisal(['--text', 'He lit it.', '--json']);
    expect(requests).toEqual([{ text: 'He lit it.', alternatives: 0 }]);
    expect(json).toMatchObject({ tokens: [{ offset: 0, length: 2, bits: 2, rank: 0 }, {}, {}, {}], bitsPerByte: 1.5, model: 'gpt' });
    const listed = await surprisal(['--text', 'He lit it.', '--json', '--top', '2']);
    expect(listed.requests[0]?.alternatives).toBe(2);
    expect((listed.json as { tokens: object[] }).tokens[0]).toHaveProperty('top', [{ text: ' a', logprob: -1 }]);
    expect((await surprisal(['--text', 'He', '--top', '1'])).output).toContain('"He"  (" a")\n');
  });

  test('rates of a Markdown file the prose alone, at its places in the file, with the heading as context', async () => {
    const { json, requests } = await surprisal(['tale.md', '--json']);
    const text = '# The *keeper*\r\n\r\nHe **lit** the `lamp`.\r\n';
    const { tokens } = json as { tokens: { offset: number; length: number }[] };
    const rated = tokens.map(({ offset, length }) => text.slice(offset, offset + length).trim());
    expect(rated).toEqual(expect.arrayContaining(['keeper', 'He', 'lit', 'the']));
    for (const unread of ['#', 'lamp', '`']) expect(rated).not.toContain(unread);
    expect(requests.at(-1)?.before).toContain('The keeper');
  });

  test('reads standard input as plain text unless a language is named', async () => {
    const plain = await surprisal(['-', '--json'], 'He **lit** it.');
    const marked = await surprisal(['-', '--json', '--language', 'markdown'], 'He **lit** it.');
    const count = ({ json }: Rated): number => (json as { tokens: object[] }).tokens.length;
    expect([count(plain), count(marked)]).toEqual([6, 4]);
  });

  test.each([
    { words: ['code.md'], message: 'There is no prose to rate in the text.' },
    { words: ['tale.txt', '--text', 'He'], message: 'Give either a file or --text, not both.' },
    { words: [], message: 'Specify the text: a FILE, - for standard input, or --text T.' },
    { words: ['-'], message: 'Standard input is empty. Give it some text.' },
    { words: ['missing.txt'], message: 'missing.txt' },
    { words: ['--text', 'He', '--language', 'klingon'], message: 'klingon' },
  ])('says what is wrong: $words', async ({ words, message }) => {
    const { code, messages, output } = await surprisal(words);
    expect([code, output]).toEqual([2, '']);
    expect(messages).toContain(message);
  });
});
