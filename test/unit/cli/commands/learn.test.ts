import { readFile } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { LearnedResult, LearnRequest, LearnResult } from '../../../../src/common/methods/manuscript.js';
import { type Answer, clozeWith } from './clozeWith.js';
import { inFolder } from './inFolder.js';

const folder = inFolder({ 'one.md': 'Chapter one.', 'two.txt': 'Chapter two.' });
mkdirSync(folder.path('chapters'));

const result: LearnResult = {
  model: 'reference',
  date: '2026-01-02T03:04:05.000Z',
  texts: 1,
  words: 1200,
  known: [{ text: 'Zelphina', count: 12, isName: true }],
  knownCount: 1,
  figures: { tokens: 512, bytes: 2048, before: 1.25, after: 1 },
  isUsed: true,
  bytes: 4096,
  leftOut: [{ file: 'two.txt', why: 'language' }],
  countingMs: 100,
  fittingMs: 2000,
};

async function learn(...words: readonly string[]): Promise<Answer & { readonly request: LearnRequest | undefined }> {
  let request: LearnRequest | undefined;
  const answer = await clozeWith(
    {
      learn: (given) => {
        request = given;
        return Promise.resolve(result);
      },
    },
    ['learn', ...words],
    folder.terminal(),
  );
  return { ...answer, request };
}

describe('cloze learn', () => {
  test('learns from files in the order in which they are given, each by the rules of its language', async () => {
    const { code, request } = await learn('two.txt', 'one.md', '--out', 'kept');
    expect(code).toBe(0);
    expect(request).toEqual({
      sources: [
        { name: 'two.txt', path: folder.path('two.txt'), language: 'plaintext' },
        { name: 'one.md', path: folder.path('one.md'), language: 'markdown' },
      ],
      folder: folder.path('kept'),
      onlyEnglish: true,
      again: false,
    });
  });

  test('writes the loss curve of the style as a picture, and says where there is none', async () => {
    const adapter = { date: '', tokens: 9, data: '', layers: 8, rank: 8, steps: 90, rate: 1, seed: 0, losses: [3, 2], figures: { tokens: 9, bytes: 9, before: 2, after: 1 }, isUsed: true, bytes: 1 } as const; // prettier-ignore
    const words = ['learn', 'one.md', '--out', 'kept', '--curve', 'curve.svg'];
    const { code } = await clozeWith({ learn: () => Promise.resolve({ ...result, adapter }) }, words, folder.terminal());
    expect(code).toBe(0);
    expect(await readFile(folder.path('curve.svg'), 'utf8')).toMatch(/^<svg .*In 90 steps/s);
    const { code: refused, messages } = await learn('one.md', '--out', 'kept', '--curve', 'none.svg');
    expect(refused).toBe(2);
    expect(messages).toContain('Learn one with --with adapter');
    expect(await learn('one.md', '--out', 'kept', '--curve', 'no/such/folder.svg').then(({ messages: said }) => said)).not.toBe('');
  });

  test('leaves no language out with a model of another', async () => {
    expect((await learn('one.md', '--out', 'kept', '--model', 'other')).request).toMatchObject({ onlyEnglish: false });
  });

  test('says what was learned, what it is worth, and what was left out', async () => {
    const { output } = await learn('one.md', 'two.txt', '--out', 'kept');
    expect(output).toContain('On 512 tokens that were held out: 1.250 bits per byte before, 1.000 after (20.0 % fewer).');
    expect(output).toContain('Names: Zelphina 12');
    expect(output).toContain('two.txt: It is not in English, the only language the model knows.');
    expect(output).toContain('Counted in 0.1 s, measured in 2.0 s. Written to kept');
  });

  test('gives one JSON value', async () => {
    expect((await learn('one.md', '--out', 'kept', '--json')).json).toEqual({ ...result, out: 'kept' });
  });

  test.each([[[]], [['--with', 'adapter']], [['--with', 'both']], [['--with', 'ngram']]])('learns what %j names', async (words) => {
    const { code, request } = await learn('one.md', '--out', 'kept', ...words);
    expect({ code, kind: request?.with }).toEqual({ code: 0, kind: words[1] });
  });

  test.each([
    [['one.md'], 'Specify where to keep what is learned: --out DIR'],
    [['gone.md', '--out', 'kept'], 'gone.md does not exist.'],
    [['chapters', '--out', 'kept'], 'chapters is a folder. Name the files in it'],
    [['one.md', '--out', 'kept', '--with', 'magic'], '--with'],
  ])('refuses %j', async (words, message) => {
    const { code, messages, request } = await learn(...words);
    expect({ code, request }).toEqual({ code: 2, request: undefined });
    expect(messages).toContain(message);
  });
});

describe('--learned', () => {
  const complete = (found: LearnedResult, ...words: readonly string[]): Promise<Answer> =>
    clozeWith(
      {
        learned: () => Promise.resolve(found),
        complete: () =>
          Promise.resolve({
            candidates: [],
            usage: { model: '', device: 'cpu', contextTokens: 0, reusedTokens: 0, prefillMs: 0, decodeMs: 0, decodedTokens: 0 },
          }),
        fillMask: () => Promise.resolve({ masks: [], joint: [], encoder: '' }),
      },
      [...words, '--learned', 'kept'],
      folder.terminal(),
    );
  test.each([[['complete', '--text', 'Once']], [['fill', 'Once [MASK]']]])('names the folder for %j', async (line) => {
    const { code, made } = await complete({ state: 'ready', summary: result }, ...line);
    expect(code).toBe(0);
    expect(made?.init.learnedFolder).toBe(folder.path('kept'));
  });

  test.each<[LearnedResult, string]>([
    [{ state: 'none' }, 'Nothing was learned in kept. Learn into it first: cloze learn FILE… --out kept'],
    [{ state: 'damaged' }, 'What was learned in kept is damaged. Learn it again: cloze learn FILE… --out kept'],
    [{ state: 'other-model', model: 'gpt2' }, 'What was learned in kept belongs to the model "gpt2".'],
    [
      { state: 'ready', summary: { ...result, adapterLack: 'other-model' } },
      'What was learned of your style belongs to another model, and is not used. Learn again to train this one. Learn into it again: cloze learn FILE… --with both --out kept',
    ],
    [{ state: 'ready', summary: { ...result, adapterLack: 'damaged' } }, 'What was learned of your style is damaged, and is not used.'],
  ])('is refused where there is nothing that can be used: %j', async (found, message) => {
    const { code, messages } = await complete(found, 'complete', '--text', 'Once');
    expect(code).toBe(2);
    expect(messages).toContain(message);
  });
});
