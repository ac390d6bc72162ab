import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestTerminal } from '../../unit/cli/testTerminal.js';
import { cloze } from './clozeCommand.js';

interface Filled {
  readonly masks: readonly {
    readonly offset: number;
    readonly length: number;
    readonly candidates: readonly {
      readonly text: string;
      readonly probability: number;
      readonly tokens: readonly { readonly text: string; readonly logprob: number }[];
      readonly causal?: { readonly word: number; readonly rest: number };
      readonly score: number;
      readonly article?: string;
    }[];
  }[];
  readonly joint: readonly { readonly masks: readonly number[]; readonly fillings: readonly { readonly texts: readonly string[] }[] }[];
  readonly encoder: string;
  readonly causal?: string;
}

async function fill(...words: readonly string[]): Promise<Filled> {
  const { code, json } = await cloze(['fill', ...words, '--json']);
  expect(code).toBe(0);
  return json as Filled;
}

/** The words for the first gap, best first. */
async function wordsFor(text: string, ...options: readonly string[]): Promise<string[]> {
  return (await fill(text, ...options)).masks[0]?.candidates.map((candidate) => candidate.text) ?? [];
}

describe('cloze fill', () => {
  test.each(['The cat [MASK] on the mat.', 'The cat [MASK] on the mat', 'The cat ___ on the mat.'])('finds "sat" in %j', async (text) => {
    expect((await wordsFor(text)).slice(0, 5)).toContain('sat');
    expect((await wordsFor(text, '--alone')).slice(0, 5)).toContain('sat');
  });

  test('says what each model thinks, and names both', async () => {
    const { masks, encoder, causal } = await fill('The cat [MASK] on the mat.', '--top', '4');
    expect({ encoder, causal }).toEqual({ encoder: 'bert-base-uncased', causal: 'smollm2-135m-instruct' });
    const [mask] = masks;
    expect(mask).toMatchObject({ offset: 8, length: 6 });
    expect(mask?.candidates).toHaveLength(4);
    for (const { text, probability, tokens, causal: vote } of mask?.candidates ?? []) {
      expect(tokens.map((token) => token.text).join('')).toBe(text);
      expect(probability).toBeGreaterThan(0);
      expect(vote?.word).toBeLessThan(0);
      expect(vote?.rest).toBeLessThan(0);
    }
    const scores = mask?.candidates.map(({ score }) => score) ?? [];
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  test('finds words only: no signs, no parts of words', async () => {
    for (const text of ['He looked at the [MASK]', 'Wait [MASK]', '"[MASK]," she said.']) {
      for (const word of await wordsFor(text)) expect(word).toMatch(/^\p{L}[\p{L}'’-]*$/u);
    }
  });

  test.each<[what: string, text: string, expected: RegExp]>([
    ['a capital letter at the start of a sentence', '[MASK] is the capital of France.', /^\p{Lu}/u],
    ['capitals among capitals', 'THE LIGHT WENT [MASK] AT NIGHT', /^[^\p{Ll}]+$/u],
    ['small letters inside a sentence', 'He went to the [MASK] to buy bread.', /^\p{Ll}/u],
  ])('writes %s', async (_, text, expected) => {
    for (const word of (await wordsFor(text)).slice(0, 5)) expect(word).toMatch(expected);
  });

  test('writes names with their capitals', async () => {
    expect(await wordsFor('The capital of France is [MASK].')).toContain('Paris');
  });

  test('finds words of several pieces, whole', async () => {
    const { masks } = await fill('He suffered from [MASK], the fear of closed spaces.', '--top', '20');
    const long = masks[0]?.candidates.filter(({ tokens }) => tokens.length > 1) ?? [];
    expect(long.length).toBeGreaterThan(0);
  });

  test('says which article a word takes', async () => {
    const { masks } = await fill('He ate an [MASK] for lunch.', '--top', '20');
    for (const { text, article } of masks[0]?.candidates ?? []) {
      if (/^[bcdfgjklmnpqrstvwxyz]/.test(text)) expect([text, article]).toEqual([text, 'a']);
    }
  });

  test('fills the gaps of one sentence together, and those of others by themselves', async () => {
    const { masks, joint } = await fill('The ___ sat on the mat and ___ at the dog. It was a ___.');
    expect(masks).toHaveLength(3);
    expect(joint.map((each) => each.masks)).toEqual([[0, 1]]);
    for (const { texts } of joint[0]?.fillings ?? []) expect(texts).toHaveLength(2);
  });

  test('reads standard input', async () => {
    const terminal = new TestTerminal();
    terminal.input = Buffer.from('The cat ___ on the mat.\n');
    const { code, output } = await cloze(['fill', '-', '--top', '5'], terminal);
    expect(code).toBe(0);
    expect(output).toMatch(/^ {2}sat\s+\d+ % +-\d+\.\d +-\d+\.\d/m);
  });

  test('finds a word in a sentence of 2,000 words', async () => {
    expect(await wordsFor(`He said ${'that the wind rose and '.repeat(400)}the lamp went [MASK].`)).toContain('out');
  });

  test('fills sixty gaps, and refuses more than it can', async () => {
    expect((await fill(`The ${'___ and '.repeat(60)}sea.`, '--alone', '--pieces', '1', '--top', '3')).masks).toHaveLength(60);
    const { code, messages } = await cloze(['fill', '___ and '.repeat(65)]);
    expect(code).toBe(2);
    expect(messages).toContain('The text has 65 gaps; at most 64 are filled at once.');
  });

  test.each<[words: string[], message: string]>([
    [['fill', 'No gap here.'], 'The text has no gap. Write [MASK] or ___ where a word is missing.'],
    [['fill', 'A ___.', '--top', '0'], '--top'],
    [['fill', 'A ___.', '--pieces', '9'], '--pieces'],
  ])('refuses %j', async (words, message) => {
    const { code, messages } = await cloze(words);
    expect(code).toBe(2);
    expect(messages).toContain(message);
  });

  test('names an encoder that is not there', async () => {
    const { code, messages } = await cloze(['fill', 'A ___.', '--encoder', '/nowhere/bert']);
    expect(code).toBe(2);
    expect(messages).toContain('/nowhere/bert');
  });
});

describe('cloze eval cloze', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'cloze-eval-'));
    const rows = [
      { group: 'fiction', before: 'The cat ', answer: 'sat', after: ' on the mat.' },
      { group: 'fiction', before: 'The capital of France is ', answer: 'paris', after: '.' },
      { group: 'docs', before: 'The cat ', answer: 'zygote', after: ' on the mat.' },
      { group: 'docs', before: 'The cat ', after: ' on the mat.' },
    ];
    await writeFile(path.join(folder, 'cloze.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const within = (share: number) => ({ top1: expect.closeTo(share) as number, top5: expect.closeTo(share) as number });
  const alike = {
    kind: 'cloze',
    rows: 3,
    seconds: expect.any(Number) as number,
    skipped: [{ line: 4, reason: 'The row has no "answer".' }],
  };

  test('states how often the list holds the word, over all rows and by group, and how often the causal model alone has it', async () => {
    const { code, json } = await cloze(['eval', 'cloze', folder, '--json']);
    const share = expect.any(Number) as number;
    const causal = { causalTop1: share, causalTop5: share };
    expect({ code, json }).toEqual({
      code: 0,
      json: {
        ...alike,
        model: 'bert-base-uncased + smollm2-135m-instruct',
        metrics: { ...within(2 / 3), ...causal },
        groups: { docs: { ...within(0), causalTop1: 0, causalTop5: 0 }, fiction: { ...within(1), ...causal } },
      },
    });
  });

  test('does the same for the list of the encoder alone', async () => {
    const { code, json } = await cloze(['eval', 'cloze', folder, '--json', '--alone']);
    const groups = { docs: within(0), fiction: within(1) };
    expect({ code, json }).toEqual({ code: 0, json: { ...alike, model: 'bert-base-uncased', metrics: within(2 / 3), groups } });
  });
});
