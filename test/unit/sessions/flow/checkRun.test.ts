import { beforeEach, describe, expect, test } from 'vitest';
import { CancellationSource, neverCancelled } from '../../../../src/common/cancellation.js';
import { ClozeError } from '../../../../src/common/clozeError.js';
import type { CheckOutcome } from '../../../../src/sessions/flow/checkRun.js';
import type { CheckTarget } from '../../../../src/sessions/flow/targets/checkTargets.js';
import { FlowWindow, folder } from './flowWindow.js';
import { stranger } from './reviewer.js';

const text = `He woke at noon. ${stranger} He ate his bread.`;
const [one, two] = [`${folder}/one.md`, `${folder}/two.md`];
const german =
  'Der Wind stand still, und das Licht ging aus. Er ging in das Haus zurück. Dort war es warm und hell, und er schlief bald ein.';

let window: FlowWindow;
beforeEach(() => {
  window = new FlowWindow();
  window.disk.set(one, text);
  window.disk.set(two, 'He woke at noon. He ate his bread.');
});

async function outcomeOf(targets: readonly CheckTarget[], token = neverCancelled): Promise<CheckOutcome | undefined> {
  const run = window.session.checkOf(targets);
  await run.run(() => undefined, token);
  return run.outcome;
}

describe('What a check came to is said:', () => {
  test('how many sentences of all files seem not to follow', async () => {
    expect(await outcomeOf([{ uri: one }, { uri: two }])).toEqual({
      message: '1 of 3 sentences seem not to follow.',
      isNothing: false,
    });
  });

  test.each<[string, string, string]>([
    ['a text in another language', german, 'The flow check reads English only.'],
    ['a text with nothing to check', '# Light\n', 'There is no paragraph with two sentences to check.'],
  ])('%s', async (_, source, message) => {
    window.disk.set(one, source);
    expect(await outcomeOf([{ uri: one }])).toEqual({ message, isNothing: false });
  });

  test('that nothing has changed', async () => {
    const within = (): Promise<[]> => Promise.resolve([]);
    expect(await outcomeOf([{ uri: one, within }])).toEqual({ message: 'No changed lines.', isNothing: true });
    expect(window.asked).toBe(0);
  });

  test.each<[string, FlowWindow['lacks'], string]>([
    ['the encoder', ['next-sentence'], 'They were judged by surprisal alone.'],
    ['the causal model', ['surprisal'], 'They were judged without surprisal.'],
  ])('that %s had no part in it', async (_, lacks, message) => {
    window.lacks = lacks;
    expect((await outcomeOf([{ uri: one }]))?.message).toContain(message);
  });

  test('that it was cancelled, with what was found until then', async () => {
    const source = new CancellationSource();
    const within = (): Promise<undefined> => {
      source.cancel();
      return Promise.resolve(undefined);
    };
    const run = window.session.checkOf([{ uri: one }, { uri: two, within }]);
    await run.run(() => undefined, source.token).catch(() => undefined);
    expect(run.outcome?.message).toBe('The check was cancelled. 1 of 2 sentences seem not to follow.');
  });

  test('that it was cancelled, and no more where nothing was found yet', async () => {
    const source = new CancellationSource();
    window.onAsk = () => source.cancel();
    const run = window.session.checkOf([{ uri: one }]);
    await run.run(() => undefined, source.token).catch(() => undefined);
    expect(run.outcome?.message).toBe('The check was cancelled.');
  });
});

test('A check that fails before anything was found comes to nothing', async () => {
  window.onAsk = () => Promise.reject(new ClozeError({ code: 'model-unsupported', message: 'There is no model.' }));
  const run = window.session.checkOf([{ uri: one }]);
  await expect(run.run(() => undefined, neverCancelled)).rejects.toThrow('There is no model.');
  expect(run.outcome).toBeUndefined();
});

test('A check that fails later says what it has found', async () => {
  const within = (): Promise<undefined> => {
    window.onAsk = () => Promise.reject(new Error('The engine has stopped.'));
    return Promise.resolve(undefined);
  };
  window.disk.set(two, 'The keeper lit the lamp. He wrote down the wind.');
  const run = window.session.checkOf([{ uri: one }, { uri: two, within }]);
  await expect(run.run(() => undefined, neverCancelled)).rejects.toThrow('The engine has stopped.');
  expect(run.outcome?.message).toBe('1 of 2 sentences seem not to follow.');
});

test('Files that are gone or are not texts are left out', async () => {
  expect((await outcomeOf([{ uri: `${folder}/gone.md` }, { uri: one }]))?.message).toBe('1 of 2 sentences seem not to follow.');
  expect(window.session.results.all.map(({ uri }) => uri)).toEqual([one]);
});

test('Only the changed lines of a file are checked', async () => {
  window.disk.set(one, `${text}\n\nHe woke at noon. He ate his bread.\n`);
  const start = text.length + 2;
  const outcome = await outcomeOf([{ uri: one, within: () => Promise.resolve([{ start, end: start + 1 }]) }]);
  expect(outcome?.message).toBe('0 of 1 sentences seem not to follow.');
});

test('Progress reaches the end, names each file, and counts its paragraphs', async () => {
  const told: (string | undefined)[] = [];
  let sum = 0;
  await window.session.checkOf([{ uri: one }, { uri: two }]).run((increment, message) => {
    sum += increment;
    if (message !== undefined) told.push(message);
  }, neverCancelled);
  expect(sum).toBeCloseTo(100);
  expect(told).toEqual(['one.md, paragraph 1 of 1', 'two.md, paragraph 1 of 1']);
});

test('What a model cannot measure is told once', async () => {
  window.lacks = ['surprisal'];
  await outcomeOf([{ uri: one }]);
  expect(window.session.newLacks()).toEqual([{ signal: 'surprisal', reason: 'No surprisal.' }]);
  await outcomeOf([{ uri: one }]);
  expect(window.session.newLacks()).toEqual([]);
});

describe('A check that runs by itself and fails', () => {
  const check = async (error: Error): Promise<void> => {
    window.onAsk = () => Promise.reject(error);
    window.show(one, text);
    await window.rest();
  };

  test('says why in the log', async () => {
    await check(new Error('There is no room.'));
    expect(window.logged).toEqual(['No flow check: There is no room.']);
  });

  test('is silent where the engine was turned off', async () => {
    await check(new ClozeError({ code: 'engine-closed', message: 'The engine is off.' }));
    expect([window.logged, window.asked > 0]).toEqual([[], true]);
  });
});
