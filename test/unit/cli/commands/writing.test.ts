import { describe, expect, test } from 'vitest';
import type { CompleteResult } from '../../../../src/common/methods/completion.js';
import type { WriteRequest, WriteResult } from '../../../../src/common/methods/writing.js';
import { rewritingTasks } from '../../../../src/writing/rewriting/tasks.js';
import { type Answer, clozeWith } from './clozeWith.js';
import { inFolder } from './inFolder.js';

const folder = inFolder({ 'tale.md': 'He came.\n\nSee `a.csv`.\n' });
const usage = { model: 'qwen', device: 'cpu', contextTokens: 9, reusedTokens: 0, prefillMs: 1, decodeMs: 1, decodedTokens: 5 } as const;

interface Asked extends Answer {
  readonly requests: readonly WriteRequest[];
}

async function cloze(words: readonly string[], result: Partial<WriteResult> = {}, input = ''): Promise<Asked> {
  const requests: WriteRequest[] = [];
  const complete = (): Promise<CompleteResult> => Promise.resolve({ candidates: [], usage });
  const write = (request: WriteRequest): Promise<WriteResult> => {
    requests.push(request);
    return Promise.resolve({ text: 'He was there.', shortfalls: [], usage, ...result });
  };
  return { ...(await clozeWith({ write, complete }, words, folder.terminal(input))), requests };
}

describe('cloze rewrite', () => {
  test('prints the text of a file as the model rewrote it, which must be one that follows instructions', async () => {
    const { output, requests, code, made } = await cloze(['rewrite', 'tale.md', '--task', 'shorter', '--model', 'qwen']);
    expect([output, code, made?.init.causalModel]).toEqual(['He was there.\n', 0, 'qwen']);
    expect(requests[0]).toEqual({
      instruction: rewritingTasks.shorter,
      form: 'replacement',
      text: 'He came.\n\nSee `a.csv`.\n',
      languageId: 'markdown',
      sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
    });
  });

  test('takes an instruction in other words, with a language where it names one, and standard input', async () => {
    const { requests } = await cloze(['rewrite', '-', '--task', 'As a {language} poem.', '--to', 'Welsh', '--model', 'q'], {}, 'He came.');
    expect(requests[0]).toMatchObject({ instruction: 'As a Welsh poem.', text: 'He came.', languageId: 'plaintext' });
    const { code, messages } = await cloze(['rewrite', '--text', 'He came.', '--task', 'As a {language} poem.']);
    expect([code, messages]).toEqual([2, expect.stringContaining('--to LANGUAGE') as string]);
  });

  test('says as JSON and on standard error where the answer is not what was asked for', async () => {
    const shortfalls = [
      { offset: 14, length: 7, why: 'markup' },
      { offset: 0, length: 8, why: 'max-tokens' },
      { offset: 0, length: 8, why: 'repetition' },
      { offset: 10, length: 12, why: 'nothing' },
    ] as const;
    const { json, messages, code } = await cloze(['rewrite', 'tale.md', '--model', 'qwen', '--json'], { shortfalls });
    expect(json).toMatchObject({ text: 'He was there.', model: 'qwen', device: 'cpu', timings: { decodedTokens: 5 } });
    expect((json as { shortfalls: unknown[] }).shortfalls[0]).toEqual({ offset: 14, length: 7, why: 'markup', text: '`a.csv`' });
    expect(code).toBe(0);
    expect(messages).toContain('"`a.csv`" of line 3 is missing from the answer.');
    expect(messages).toContain('The answer to the part from line 1 was cut off.');
    expect(messages).toContain('in circles in the part from line 1, which stayed as it was.');
    expect(messages).toContain('no answer to the part from line 3, which stayed as it was.');
  });

  test('says of the embedded model what it can do', async () => {
    const { messages, code } = await cloze(['rewrite', '--text', 'He came.']);
    expect([code, messages]).toEqual([
      0,
      expect.stringMatching(/embedded model is small.*cloze models use NAME --for rewriting/s) as string,
    ]);
  });
});

test.each([
  ['rewrite', ['rewrite'], ['SmolLM2-1.7B-Instruct']],
  ['complete', ['complete'], ['smollm2-135m-instruct', 'SmolLM2-1.7B']],
])('cloze %s says of a text in a language that the model does not know which one does', async (_, words, models) => {
  const text = 'Der Hund schläft unter dem alten Baum und träumt von einem Knochen, den er im Garten';
  for (const model of models) {
    const { messages } = await cloze([...words, '--text', text, '--model', model]);
    expect(messages).toMatch(/probably in German, which (?:the embedded model|SmolLM2[\w.-]+) does not know\./);
    if (words[0] === 'complete') expect(messages).toMatch(/[\w.-]+\/[\w.-]+ does: cloze models pull/);
  }
});

test('cloze rewrite says nothing of a language where nothing is known of the model', async () => {
  expect((await cloze(['rewrite', '--text', 'Der Hund schläft unter dem alten Baum und träumt davon.', '--model', 'mine'])).messages).toBe(
    '',
  );
});

describe('cloze translate', () => {
  test('tells the model the language', async () => {
    const { requests } = await cloze([
      'translate',
      '--text',
      'He came.',
      '--to',
      'Brazilian Portuguese',
      '--model',
      'qwen',
      '--max-tokens',
      '9',
    ]);
    expect(requests[0]).toMatchObject({ instruction: expect.stringContaining('into Brazilian Portuguese.') as string, maxTokens: 9 });
  });

  test.each([
    [['--text', 'He came.'], '--to LANGUAGE'],
    [['--text', 'He came.', '--to', 'French'], 'The embedded model writes English only, so it cannot translate.'],
  ])('with %j says what is missing', async (words, message) => {
    const { code, messages, requests } = await cloze(['translate', ...words]);
    expect([code, messages, requests]).toEqual([2, expect.stringContaining(message) as string, []]);
  });
});

test('cloze summarize lets the model say something shorter about all of a text', async () => {
  const { requests, output } = await cloze(['summarize', 'tale.md', '--model', 'qwen']);
  expect(requests[0]).toMatchObject({ form: 'summary', instruction: expect.stringContaining('Summarize') as string });
  expect(output).toBe('He was there.\n');
});
