import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CancellationSource, neverCancelled } from '../../../../src/common/cancellation.js';
import type { WriteRequest, WriteResult, WrittenSoFar } from '../../../../src/common/methods/writing.js';
import { createEngine, type Engine } from '../../../../src/engine/engine.js';
import { write } from '../../../../src/engine/features/write.js';
import type { Chat } from '../../../../src/engine/tokenizer/chat/chat.js';
import type { Token } from '../../../../src/engine/tokenizer/token.js';
import { leaseOf } from '../../../util/leaseOf.js';
import { loadedReference } from '../decode/reference/loadedReference.js';
import { ReferenceDecoder } from '../decode/reference/referenceDecoder.js';
import { tokenizer } from '../decode/reference/writing.js';

const sampling = { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };

function requestFor(text: string, changes: Partial<WriteRequest> = {}): WriteRequest {
  return { instruction: 'Rewrite.', text, languageId: 'markdown', form: 'replacement', sampling, ...changes };
}

/** How the model of these tests is spoken with. */
const chat: Chat = {
  prompt: (messages) => {
    const text = `${messages.map(({ content }) => content).join('\n')}\n>>>`;
    return Promise.resolve({ tokens: tokenizer.encode(text), text });
  },
  ends: () => Promise.resolve(tokenizer.documentEnds),
};

interface Written extends WriteResult {
  readonly told: readonly WrittenSoFar[];
  readonly decoder: ReferenceDecoder;
  /** What the model was given, a text each. */
  readonly asked: readonly string[];
}

/** Lets a model write that says to a text what `answer` says. */
async function written(
  request: WriteRequest,
  answer: (given: string) => string,
  { contextLength = 4096, speaks = chat }: { contextLength?: number; speaks?: Chat } = {},
): Promise<Written> {
  const asked: string[] = [];
  const model = (tokens: readonly Token[]): Float64Array => {
    const [prompt = '', said = ''] = tokenizer.decode(tokens).split('\n>>>');
    const given = prompt.slice(prompt.lastIndexOf('comments.\n\n') + 'comments.\n\n'.length);
    if (asked.at(-1) !== given) asked.push(given);
    const rest = answer(given).slice(said.length);
    const next = rest === '' ? tokenizer.documentStart : (tokenizer.encode(rest)[0] as Token);
    return new Float64Array(tokenizer.vocabularySize).fill(-20).with(next, 0);
  };
  const decoder = new ReferenceDecoder(model, tokenizer.vocabularySize, contextLength);
  const told: WrittenSoFar[] = [];
  const tools = {
    lease: leaseOf({ ...loadedReference(decoder), chat: speaks }),
    now: () => 0,
    today: new Date(2026, 10, 3),
    cancel: neverCancelled,
    report: (soFar: WrittenSoFar) => void told.push(soFar),
  };
  return { ...(await write(request, tools)), told, decoder, asked };
}

const loud = (given: string): string => given.toUpperCase();

describe('A model that rewrites a text', () => {
  test('is shown while it writes, word by word', async () => {
    const { text, told, shortfalls } = await written(requestFor('the harbour was quiet.'), loud);
    expect(text).toBe('THE HARBOUR WAS QUIET.');
    expect(shortfalls).toEqual([]);
    expect(told.length).toBeGreaterThan(5);
    for (const soFar of told) expect(text.startsWith(soFar.text)).toBe(true);
    expect(told.at(-1)).toMatchObject({ text, done: 1, total: 1, isThinking: false });
  });

  test('keeps code blocks, tables and the space between paragraphs, which it never sees', async () => {
    const given = '\n  one two.\n\n\n```\ncode\n```\n\n| a |\n|---|\n| b |\n\nthree.\n\n';
    const { text, asked } = await written(requestFor(given), loud);
    expect(text).toBe('\n  ONE TWO.\n\n\n```\ncode\n```\n\n| a |\n|---|\n| b |\n\nTHREE.\n\n');
    expect(asked.join('')).not.toMatch(/code|\|/);
  });

  test('takes a long text piece by piece, in order, each within its context', async () => {
    const paragraphs = Array.from({ length: 12 }, (_, at) => `paragraph number ${at} says that the harbour was quiet.`);
    const { text, asked, told, usage } = await written(requestFor(paragraphs.join('\n\n')), loud, { contextLength: 400 });
    expect(text).toBe(paragraphs.join('\n\n').toUpperCase());
    expect(asked.length).toBeGreaterThan(2);
    const rests = told.map(({ rest }) => rest);
    expect(rests).toEqual([...rests].sort((a, b) => a - b));
    expect(told.at(-1)).toMatchObject({ done: asked.length, total: asked.length });
    expect(usage.decodedTokens).toBeGreaterThan(100);
  });

  test('says what links, code and formulas are missing, and where', async () => {
    const given = 'See `boats.csv`.\n\nAnd [the log](https://a.org).';
    const { shortfalls } = await written(requestFor(given), (text) => text.replace('`boats.csv`', 'the table'));
    expect(shortfalls).toEqual([{ offset: 4, length: 11, why: 'markup' }]);
  });

  test('leaves a text as it was where the model goes round in circles or says nothing, and says so', async () => {
    const circles = await written(requestFor('one two.'), () => 'ha '.repeat(400));
    expect(circles.text).toBe('one two.');
    expect(circles.shortfalls).toEqual([{ offset: 0, length: 8, why: 'repetition' }]);
    const nothing = await written(requestFor('one two.'), () => '');
    expect(nothing.text).toBe('one two.');
    expect(nothing.shortfalls).toEqual([{ offset: 0, length: 8, why: 'nothing' }]);
  });

  test('says where an answer was cut off', async () => {
    const { text, shortfalls } = await written(requestFor('one two.', { maxTokens: 3 }), () => 'a bold new text that is long');
    expect('a bold new text that is long'.startsWith(text)).toBe(true);
    expect(shortfalls).toEqual([{ offset: 0, length: 8, why: 'max-tokens' }]);
  });

  test('never shows what it thinks', async () => {
    const { text, told } = await written(requestFor('one two.'), () => '<think>secret, a secret</think>\n\nThree.');
    expect(text).toBe('Three.');
    expect(told.some(({ isThinking }) => isThinking)).toBe(true);
    expect(told.map((soFar) => soFar.text).join('')).not.toMatch(/secret|think/);
    const asking: Chat = { ...chat, prompt: async (messages, today) => ({ ...(await chat.prompt(messages, today)), text: '<think>\n' }) };
    const begun = await written(requestFor('one two.'), () => 'secret</think>Three.', { speaks: asking });
    expect(begun.text).toBe('Three.');
    expect(begun.told.map((soFar) => soFar.text).join('')).not.toContain('secret');
  });

  test('without room for an instruction and a text is refused with the numbers', async () => {
    const long = requestFor('one two.', { instruction: 'Do this, and then do that. '.repeat(40) });
    await expect(written(long, loud, { contextLength: 256 })).rejects.toMatchObject({
      detail: { code: 'bad-request', message: expect.stringMatching(/has \d+ tokens, and reference reads 256 at most/) as string },
    });
  });

  test('that follows no instructions says so, with one thing to do', async () => {
    const lease = leaseOf(loadedReference(new ReferenceDecoder(() => new Float64Array(), 1)));
    const tools = { lease, now: () => 0, today: new Date(), cancel: neverCancelled, report: () => undefined };
    await expect(write(requestFor('one.'), tools)).rejects.toMatchObject({
      detail: { code: 'model-unsupported', action: 'choose-model', message: expect.stringContaining('no chat template') as string },
    });
  });
});

describe('A model that summarizes a text', () => {
  test('says one thing about all of it, also where it is too long to read at once', async () => {
    const paragraphs = Array.from({ length: 12 }, (_, at) => `paragraph number ${at} says that the harbour was quiet.`);
    const request = requestFor(paragraphs.join('\n\n'), { form: 'summary', instruction: 'Summarize.' });
    const { text, asked } = await written(request, (given) => (given.includes('quiet') ? 'a part.' : 'all of it.'), { contextLength: 420 });
    expect(text).toBe('all of it.');
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.at(-1)).toMatch(/^a part\.\n\na part\./);
  });
});

describe('A small instruction model of random weights', () => {
  const model = join(import.meta.dirname, '../../../data/golden/chat-smollm2');
  let cacheFolder: string;
  let engine: Engine;
  beforeAll(async () => {
    cacheFolder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
    const init = { modelFolders: [], cacheFolder, causalModel: model, device: 'cpu', threads: 1 } as const;
    engine = createEngine(init, { log: () => undefined, now: () => performance.now(), precision: 'float32' });
  });
  afterAll(async () => {
    await engine.dispose();
    await rm(cacheFolder, { recursive: true, force: true });
  });

  test('writes the same answer twice, and shows it while it does', async () => {
    const request = requestFor('The harbour was quiet.', { maxTokens: 12 });
    const told: string[] = [];
    const first = await engine.write(request, undefined, ({ text }) => void told.push(text));
    expect(told.length).toBeGreaterThan(5);
    expect((await engine.write({ ...request, model })).text).toBe(first.text);
    expect(first.usage).toMatchObject({ decodedTokens: 12, device: 'cpu' });
  });

  test('stops within a step of a cancel, and answers again after', async () => {
    const source = new CancellationSource();
    let told = 0;
    const call = engine.write(requestFor('The harbour was quiet.', { maxTokens: 40 }), source.token, () => {
      if (++told === 3) source.cancel();
    });
    await expect(call).rejects.toMatchObject({ detail: { code: 'cancelled' } });
    expect(told).toBe(3);
    expect((await engine.write(requestFor('Again.', { maxTokens: 2 }))).usage.decodedTokens).toBe(2);
  });

  test('lets a completion pass, and then goes on to the same answer', async () => {
    const request = requestFor('The harbour was quiet.', { maxTokens: 30 });
    const alone = await engine.write(request);
    let completed: Promise<unknown> | undefined;
    const order: string[] = [];
    const disturbed = engine.write(request, undefined, () => {
      completed ??= engine.warm({ context: { headings: [], before: 'The boats', after: '' } }).then(() => order.push('warm'));
    });
    const { text } = await disturbed;
    order.push('write');
    await completed;
    expect(order).toEqual(['warm', 'write']);
    expect(text).toBe(alone.text);
  });
});
