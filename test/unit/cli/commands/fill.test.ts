import { describe, expect, test } from 'vitest';
import type { FillMaskRequest, FillMaskResult } from '../../../../src/common/methods/maskedWords.js';
import { type Answer, clozeWith, reading } from './clozeWith.js';

const piece = (text: string) => [{ text, logprob: -1 }];
const old = { text: 'old', probability: 0.5, pieces: piece('old'), score: -1 };
const early = {
  text: 'early',
  probability: 0.125,
  pieces: piece('early'),
  causal: { word: -7.25, rest: -20 },
  score: -2,
  article: 'an',
} as const;

interface Filled extends Answer {
  readonly request: FillMaskRequest | undefined;
}

/** Each gap is filled with the same candidates. */
async function fill(words: readonly string[], result: Partial<FillMaskResult> = {}, candidates = [old], input = ''): Promise<Filled> {
  let asked: FillMaskRequest | undefined;
  const fillMask = (request: FillMaskRequest): Promise<FillMaskResult> => {
    asked = request;
    const masks = request.places.map((place) => ({ ...place, candidates }));
    return Promise.resolve({ masks, joint: [], encoder: 'bert', ...result });
  };
  return { ...(await clozeWith({ fillMask }, ['fill', ...words], reading(input))), request: asked };
}

describe('cloze fill', () => {
  test('asks for the words of each gap, however it is written', async () => {
    expect((await fill(['The [MASK] man saw ___.'])).request).toEqual({
      text: 'The [MASK] man saw ___.',
      places: [
        { offset: 4, length: 6 },
        { offset: 19, length: 3 },
      ],
      top: 10,
      maxPieces: 4,
      vote: true,
    });
  });

  test('says of a text in a language that the model does not know which one does', async () => {
    const { messages } = await fill(['Der Hund schläft unter dem alten [MASK] und träumt von einem Knochen, den er im Garten hat.']);
    expect(messages).toMatch(/probably in German, which the embedded model does not know\. [\w.-]+\/[\w.-]+ does: cloze models pull/);
  });

  test('reads several operands as one text, and - as standard input', async () => {
    expect((await fill(['The', '[MASK]', 'man'])).request?.text).toBe('The [MASK] man');
    expect((await fill(['-'], {}, [old], 'The [MASK] man')).request?.text).toBe('The [MASK] man');
  });

  test('passes on how many words, how long, and whether the causal model votes', async () => {
    expect((await fill(['A [MASK]', '--top', '3', '--pieces', '1', '--alone'])).request).toMatchObject({
      top: 3,
      maxPieces: 1,
      vote: false,
    });
  });

  test('lists words with their probabilities, and what the causal model thinks of them', async () => {
    const { output } = await fill(['A [MASK] man'], { causal: 'gpt' }, [old, early]);
    const lines = output.split('\n').map((line) => line.trimEnd().split(/\s{2,}/).slice(1)); // prettier-ignore
    expect(lines.slice(0, 3)).toEqual([
      ['word', 'encoder', 'causal: word', 'causal: rest'],
      ['old', '50 %', expect.stringMatching(/^█+$/)],
      ['(an) early', '13 %', '-7.3', '-20.0', expect.any(String)],
    ]);
  });

  test('tells several gaps apart by what stands around them, and lists what fits together', async () => {
    const joint = [{ places: [0, 1], fillings: [{ texts: ['old', 'us'], probability: 0.1, score: -3 }] }];
    const { output } = await fill(['The [MASK] man saw ___.'], { joint });
    expect(output).toContain('Gap 1: …The [MASK] man saw ___.…\n');
    expect(output).toContain('Gap 2: …The [MASK] man saw ___.…\n');
    expect(output).toContain('Gaps 1, 2 together\n  old, us\n');
  });

  test('says where no word was found', async () => {
    expect((await fill(['A [MASK]'], {}, [])).output).toBe('  No word was found.\n');
  });

  test('prints all numbers as JSON', async () => {
    const joint = [{ places: [0], fillings: [{ texts: ['old'], probability: 0.1, score: -3 }] }];
    const { json } = await fill(['A [MASK]', '--json'], { causal: 'gpt', joint }, [early]);
    const { pieces, ...shown } = early;
    expect(json).toEqual({
      masks: [{ offset: 2, length: 6, candidates: [{ ...shown, tokens: pieces }] }],
      joint: [{ masks: [0], fillings: joint[0]?.fillings }],
      encoder: 'bert',
      causal: 'gpt',
    });
  });

  test('says why the causal model had no vote', async () => {
    expect((await fill(['A [MASK]'], { note: 'It is not installed.' })).messages).toBe(
      'cloze: The causal model was not used. It is not installed.\n',
    );
  });

  test.each([
    { words: ['A man'], message: 'The text has no gap. Write [MASK] or ___ where a word is missing.' },
    { words: [' '], message: 'The text is empty. Give it some text.' },
    { words: ['-'], message: 'Standard input is empty. Give it some text.' },
    {
      words: ['[MASK] '.repeat(65)],
      message: 'The text has 65 gaps; at most 64 are filled at once. Give it a part of the text at a time.',
    },
  ])('says what is wrong, and asks no engine: $message', async ({ words, message }) => {
    const { code, messages, request } = await fill(words);
    expect([code, messages, request]).toEqual([2, `cloze: ${message}\n`, undefined]);
  });
});
