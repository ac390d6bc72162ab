import { describe, expect, test } from 'vitest';
import { ClozeError } from '../../../../src/common/clozeError.js';
import type { CompleteRequest, CompleteResult } from '../../../../src/common/methods/completion.js';
import { clozeWith, reading } from './clozeWith.js';

const token = { text: ' dog', logprob: -0.5, alternatives: [{ text: ' cat', logprob: -1 }] };
const dog = { text: ' dog', tokens: [token], stop: 'sentence', acceptance: { whole: 0.5, firstWord: 0.7 } } as const;
const cat = { ...dog, text: ' cat' };
const usage = { model: 'm', device: 'cpu', contextTokens: 3, reusedTokens: 1, prefillMs: 2, decodeMs: 4, decodedTokens: 1 } as const;

/** What was asked, and the answer of the command. */
async function complete(words: readonly string[], candidates: CompleteResult['candidates'] = [dog], input = '') {
  const asked: CompleteRequest[] = [];
  const methods = {
    complete: (request: CompleteRequest) => {
      asked.push(request);
      return Promise.resolve({ candidates, usage });
    },
  };
  return { ...(await clozeWith(methods, ['complete', ...words], reading(input))), request: asked[0] };
}

describe('cloze complete', () => {
  test('prints the continuation as it is, and numbers several', async () => {
    expect((await complete(['--text', 'The'])).output).toBe(' dog\n');
    expect((await complete(['--text', 'The'], [dog, cat])).output).toBe('1.  dog\n2.  cat\n');
    expect((await complete(['--text', 'The'], [])).output).toBe('');
  });

  test('prints the best candidate, all of them, times and the model as JSON', async () => {
    const { json } = await complete(['--text', 'The', '--json'], [dog, cat]);
    const shown = { text: ' dog', tokens: [{ text: ' dog', logprob: -0.5, top: token.alternatives }], stop: 'sentence' };
    expect(json).toMatchObject({ ...shown, model: 'm', device: 'cpu', timings: { contextTokens: 3, prefillMs: 2, decodeMs: 4 } });
    expect((json as { candidates: object[] }).candidates).toMatchObject([shown, { text: ' cat' }]);
    expect((await complete(['--text', 'The', '--json'], [])).json).toMatchObject({ text: '', tokens: [], stop: null, candidates: [] });
  });

  test('asks greedily for one continuation of 32 tokens unless it is told otherwise', async () => {
    const { request } = await complete(['--text', 'The']);
    expect(request).toEqual({
      context: { headings: [], before: 'The', after: '' },
      maxTokens: 32,
      candidates: 1,
      stopAt: 'none',
      sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
      alternatives: 5,
      minConfidence: 0,
    });
  });

  test('passes on what it is told', async () => {
    const numbers = ['--max-tokens', '7', '--candidates', '3', '--stop-at', 'clause', '--min-confidence', '0.2', '--top', '0'];
    const chances = ['--temperature', '0.8', '--top-p', '0.9', '--min-p', '0.05', '--repetition-penalty', '1.2', '--seed', '5'];
    const { request } = await complete(['--text', 'The', ...numbers, ...chances]);
    expect(request).toMatchObject({ maxTokens: 7, candidates: 3, stopAt: 'clause', minConfidence: 0.2, alternatives: 0 });
    expect(request?.sampling).toEqual({ temperature: 0.8, topP: 0.9, minP: 0.05, repetitionPenalty: 1.2, seed: 5 });
  });

  test('continues at an offset, with the rest of the paragraph as what follows', async () => {
    const { request } = await complete(['--text', 'One two three.\n\nFour.', '--at', '3']);
    expect(request?.context).toMatchObject({ before: 'One', after: ' two three.' });
  });

  test.each(['The end\n', 'The end\r\n'])('takes the line break at the end of standard input for the end of a file: %j', async (input) => {
    expect((await complete(['-'], [dog], input)).request?.context.before).toBe('The end');
  });

  test.each([
    { words: ['--text', 'a👍', '--at', '2'], message: '--at 2 lies inside a character. Choose 1 or 3.' },
    { words: ['--text', 'abc', '--at', '4'], message: '--at' },
    { words: ['--text', ''], message: 'empty' },
    { words: ['--text', 'abc', '--candidates', '9'], message: '--candidates' },
    { words: ['--text', 'abc', '--stop-at', 'page'], message: '--stop-at' },
    { words: ['--text', 'abc', '--temperature', 'hot'], message: '--temperature' },
  ])('says what is wrong, and asks no engine: $words', async ({ words, message }) => {
    const { code, messages, request, output } = await complete(words);
    expect([code, request, output]).toEqual([2, undefined, '']);
    expect(messages).toContain(message);
  });

  test('frees the engine, also where it fails', async () => {
    expect((await complete(['--text', 'The'])).isFreed).toBe(true);
    const broken = { complete: () => Promise.reject(new ClozeError({ code: 'model-invalid', message: 'The file is cut off.' })) };
    const { code, messages, isFreed } = await clozeWith(broken, ['complete', '--text', 'The']);
    expect([code, messages, isFreed]).toEqual([2, 'cloze: The file is cut off.\n', true]);
  });
});

describe('The options of the engine', () => {
  test.each([
    { words: [], init: { causalModel: 'smollm2-135m-instruct', device: 'auto', threads: 0 }, precision: undefined },
    { words: ['--device', 'webgpu', '--threads', '3'], init: { device: 'webgpu', threads: 3 }, precision: undefined },
    { words: ['--model', 'gpt2'], init: { causalModel: 'gpt2' }, precision: undefined },
    { words: ['--model', '/models/a.gguf'], init: { causalModel: '/models/a.gguf' }, precision: undefined },
    { words: ['--precision', 'int4'], init: {}, precision: 'int4' },
    { words: ['--precision', 'auto'], init: {}, precision: undefined },
  ])('reach it: $words', async ({ words, init, precision }) => {
    const { made } = await complete(['--text', 'The', ...words]);
    expect(made).toMatchObject({ init, precision });
  });

  test('a device that does not do the work is named', async () => {
    const model = { role: 'causal', state: 'ready', model: 'm', bytes: 1, device: { kind: 'cpu', name: 'CPU', threads: 2 } } as const;
    const status = { state: 'ready', models: [{ ...model, deviceNote: 'There is no graphics device.' }], residentBytes: 1 } as const;
    const methods = { complete: () => Promise.resolve({ candidates: [dog], usage }), status: () => Promise.resolve(status) };
    const told = async (device: string) => (await clozeWith(methods, ['complete', '--text', 'The', '--device', device])).messages;
    expect(await told('webgpu')).toBe('cloze: There is no graphics device.\n');
    expect(await told('auto')).toBe('');
    expect(await told('cpu')).toBe('');
  });
});
