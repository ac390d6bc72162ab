import { afterAll, describe, expect, test } from 'vitest';
import { CancellationSource } from '../../../src/common/cancellation.js';
import type { CompleteRequest, CompleteResult } from '../../../src/common/methods/completion.js';
import { createEngine } from '../../../src/engine/engine.js';
import { embeddedModel } from './embeddedModel.js';

const engine = createEngine(embeddedModel, {
  log: () => undefined,
  now: () => performance.now(),
});
afterAll(() => engine.dispose());

/** A request to complete at `|`. */
function requestAt(marked: string, more: Partial<CompleteRequest> = {}): CompleteRequest {
  const [before = '', after = ''] = marked.split('|');
  return {
    context: { headings: [], before, after },
    maxTokens: 8,
    candidates: 1,
    stopAt: 'sentence',
    sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
    alternatives: 3,
    minConfidence: 0,
    ...more,
  };
}

function completeAt(...args: Parameters<typeof requestAt>): Promise<CompleteResult> {
  return engine.complete(requestAt(...args));
}

async function texts(...args: Parameters<typeof requestAt>): Promise<string[]> {
  return (await completeAt(...args)).candidates.map(({ text }) => text);
}

const paragraph = 'The harbour master unbuttoned his coat and looked out over the water, where the last of the boats was coming in. ';

describe('The embedded model', () => {
  test.each([
    { marked: 'The quick brown fox jumps over the la|', expected: 'zy dog.' },
    { marked: 'The quick brown fox jumps over the lazy|', expected: ' dog.' },
    { marked: 'The quick brown fox jumps over the lazy |', expected: 'dog.' },
    { marked: 'The quick brown fox jumps| the lazy dog.', expected: ' over' },
    { marked: 'The author of Romeo and Juliet is William |. He was born in Stratford.', expected: 'Shakespeare' },
  ])('goes on with a saying: $marked', async ({ marked, expected }) => {
    expect((await texts(marked, { candidates: 3 }))[0]).toBe(expected);
  });

  test('gives several ways to go on, each with its chance and its reasons', async () => {
    const { candidates } = await completeAt(`${paragraph}She said that|`, { candidates: 4 });
    expect(candidates.length).toBeGreaterThan(2);
    for (const { text, tokens, acceptance } of candidates) {
      expect(tokens.map((token) => token.text).join('')).toBe(text);
      expect(acceptance.firstWord).toBeGreaterThanOrEqual(acceptance.whole);
      expect(tokens[0]?.alternatives).toHaveLength(3);
    }
  });

  test('takes what follows for nothing where its vocabulary has no sign of it', async () => {
    const { candidates } = await completeAt('The quick brown fox jumps over the lazy|\u0004\u0014');
    expect(candidates[0]?.text).toBe(' dog.');
    expect(candidates[0]).not.toHaveProperty('suffixLogprob');
  });

  test('adds no dots to dots, begins a paragraph with a capital letter, and does not say what follows already', async () => {
    for (const text of await texts('I do not know...|', { candidates: 3 })) expect(text).not.toMatch(/^\s*[.…]/);
    for (const text of await texts('# The lighthouse\n\n|', { candidates: 3 })) expect(text).not.toMatch(/^\s*\p{Ll}/u);
    for (const text of await texts('She put on her coat | and went out into the rain.', { candidates: 3 })) {
      expect(text).not.toMatch(/^\s*and went/);
    }
  });

  test.each([`${paragraph}She |`, `${paragraph}Then the |`, `${paragraph}The wo|`])(
    'says ahead of the next letters what it says when they are typed: %s',
    async (marked) => {
      const ahead = (await completeAt(marked, { ahead: 3 })).ahead ?? [];
      expect(ahead.length).toBeGreaterThan(0);
      for (const { typed, candidates } of ahead) {
        const [asked] = (await completeAt(marked.replace('|', `${typed}|`))).candidates;
        const text = candidates[0]?.text ?? '';
        expect(text).not.toBe('');
        expect(asked?.text.slice(0, text.length)).toBe(text);
        expect(candidates[0]?.tokens[0]?.logprob).toBeCloseTo(asked?.tokens[0]?.logprob ?? 0, 1);
      }
    },
  );

  test('closes what closes after the cursor only once', async () => {
    for (const text of await texts('It was a **very |** day.', { candidates: 3 })) expect(text).not.toMatch(/\*|\s$|[.,]$/);
  });

  test('ends where it becomes unsure', async () => {
    const [sure] = await texts(`${paragraph}The|`, { minConfidence: 0.2 });
    const [unsure] = await texts(`${paragraph}The|`, { minConfidence: 0.001 });
    expect(unsure?.length).toBeGreaterThan(sure?.length ?? Infinity);
  });

  test('reads only what was typed since, however long the text', async () => {
    const text = paragraph.repeat(900);
    const first = await completeAt(`${text}Then the lighthouse kee|`);
    const second = await completeAt(`${text}Then the lighthouse keep|`);
    expect(first.usage.contextTokens).toBeLessThanOrEqual(1024 + 1);
    expect(second.usage.contextTokens - second.usage.reusedTokens).toBeLessThanOrEqual(2);
    expect(second.candidates[0]?.text).toMatch(/^er/);
  });

  test.each([
    { title: 'line ends of Windows', marked: 'One, two,\r\nthree, fo|' },
    { title: 'ideographs', marked: '一、二、三、四、|' },
    { title: 'emoji', marked: 'Happy birthday 🎂🎉 and many |' },
    { title: 'NUL', marked: 'One, two,\0 three, fo|' },
    { title: 'lone surrogates', marked: 'One, \ud83d two, three, fo|' },
    { title: 'a word without end', marked: `${'a'.repeat(100_000)}|` },
  ])('reads $title', async ({ marked }) => {
    for (const text of await texts(marked)) expect(text).not.toContain('\uFFFD');
  });

  test('is repeatable when it samples', async () => {
    const sampling = { temperature: 0.8, topP: 0.95, minP: 0.02, repetitionPenalty: 1.1, seed: 11 };
    const first = await texts(`${paragraph}She|`, { sampling, candidates: 2 });
    expect(await texts(`${paragraph}She|`, { sampling, candidates: 2 })).toEqual(first);
    expect(await texts(`${paragraph}She|`, { sampling: { ...sampling, seed: 12 }, candidates: 2 })).not.toEqual(first);
  });

  test('rates a document while completions come and go', async () => {
    const document = paragraph.repeat(6);
    const alone = await engine.surprisal({ text: document, alternatives: 0 });
    const rating = engine.surprisal({ text: document, alternatives: 0 });
    const source = new CancellationSource();
    const long = requestAt('She |', { maxTokens: 500, stopAt: 'none' });
    const given = engine.complete(long, source.token, () => source.cancel()).catch(() => 'given up');
    expect(await texts('The quick brown fox jumps over the la|')).toEqual(['zy dog.']);
    expect(await given).toBe('given up');
    const disturbed = await rating;
    expect(disturbed.bitsPerByte).toBeCloseTo(alone.bitsPerByte, 2);
  });
});
