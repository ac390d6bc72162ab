import { describe, expect, test } from 'vitest';
import { keystrokesMetrics } from '../../../../bench/eval/keystrokes.js';
import { simulateWriter, type WritingResult } from '../../../../bench/eval/simulatedWriter.js';
import { WriterSession } from '../../../../bench/eval/writerSession.js';
import { CancellationSource, neverCancelled } from '../../../../src/common/cancellation.js';
import { cancelledError, ClozeError } from '../../../../src/common/clozeError.js';
import type { CompleteRequest, CompleteResult } from '../../../../src/common/methods/completion.js';
import type { EngineApi } from '../../../../src/common/engineApi.js';
import { AcceptanceBias } from '../../../../src/sessions/completion/acceptanceBias.js';
import { CompletionSession, type Preferences } from '../../../../src/sessions/completion/completionSession.js';
import { itemsFor } from '../../../../src/sessions/completion/items.js';
import { placeAt } from '../../../../src/sessions/completion/place.js';
import { FakeClock } from '../../../util/fakeClock.js';

const ten = 'One two three four five six seven eight nine ten';
const preferences: Preferences = {
  quietness: 'balanced',
  limits: { firstWord: 0.5, insideWord: 0.5, whole: 0.5, minConfidence: 0.1 },
  maxWords: 10,
  stopAt: 'sentence',
};

/** An engine that answers with what a test says for the text after the tenth word, and remembers what it was asked. */
function engineFor(
  answers: Readonly<Record<string, { text: string; chance: number }>>,
): Pick<EngineApi, 'complete'> & { asked: CompleteRequest[] } {
  const asked: CompleteRequest[] = [];
  return {
    asked,
    complete(request): Promise<CompleteResult> {
      asked.push(request);
      const answer = answers[request.context.before.slice(ten.length)];
      const usage = { model: 'm', device: 'cpu', contextTokens: 1, reusedTokens: 0, prefillMs: 0, decodeMs: 0, decodedTokens: 0 } as const;
      if (answer === undefined) return Promise.resolve({ candidates: [], usage });
      const { text, chance } = answer;
      return Promise.resolve({
        candidates: [{ text, tokens: [], stop: 'sentence', acceptance: { whole: chance, firstWord: chance } }],
        usage,
      });
    },
  };
}

async function write(engine: Pick<EngineApi, 'complete'>, text: string): Promise<{ session: WriterSession; writing?: WritingResult }> {
  const session = new WriterSession(engine, preferences, neverCancelled);
  const writing = await simulateWriter(text, (before) => session.suggest(before));
  session.dispose();
  return { session, ...(writing && { writing }) };
}

describe('ghost text for the simulated writer', () => {
  test('is asked for at each key where nothing is shown, as the editor asks', async () => {
    const engine = engineFor({});
    const { session } = await write(engine, `${ten} ab`);
    expect(engine.asked.map(({ context }) => context.before.slice(ten.length))).toEqual(['', ' ', ' a']);
    expect(engine.asked[0]).toMatchObject({ candidates: 1, stopAt: 'sentence', minConfidence: 0.1, sampling: { temperature: 0 } });
    expect({ keys: session.latencies.length, along: session.keysAlong }).toEqual({ keys: 3, along: 0 });
  });

  test('costs no call while the writer types through it or accepts some of it', async () => {
    const engine = engineFor({ '': { text: ' brave old world', chance: 0.9 } });
    const { session, writing } = await write(engine, `${ten} brave old wood`);
    // Two words are accepted; "wo" of "world" is typed through; only then the engine is asked again.
    expect(engine.asked.map(({ context }) => context.before.slice(ten.length))).toEqual(['', ' brave old woo']);
    expect({ keys: writing?.keys, along: session.keysAlong, outcomes: [...(writing?.outcomes.values() ?? [])] }).toEqual({
      keys: 7,
      along: 5,
      outcomes: ['first-word'],
    });
    expect(session.shown).toMatchObject([{ id: 0, caret: ten.length, completion: { text: ' brave old world' } }]);
  });

  test('is not shown where it is less sure than the quietness asks', async () => {
    const { session } = await write(engineFor({ '': { text: ' brave old world', chance: 0.4 } }), `${ten} a`);
    expect(session.shown).toEqual([]);
  });

  test('is nothing inside a web address, as in the editor', async () => {
    const engine = engineFor({ ' See ': { text: 'https://example.org/page', chance: 0.9 } });
    const session = new WriterSession(engine, preferences, neverCancelled);
    expect(await session.suggest(`${ten} See `)).toMatchObject({ text: 'https://example.org/page' });
    expect(await session.suggest(`${ten} See https://exam`)).toBeUndefined();
  });

  test('fails where the engine fails', async () => {
    const engine = { complete: () => Promise.reject(new ClozeError({ code: 'internal', message: 'The model is broken.' })) };
    await expect(write(engine, `${ten} ab`)).rejects.toThrow('The model is broken.');
  });

  test('ends with the command that was interrupted, though the engine still works', async () => {
    const cancel = new CancellationSource();
    const session = new WriterSession({ complete: () => new Promise<never>(() => undefined) }, preferences, cancel.token);
    const writing = simulateWriter(`${ten} ab`, (before) => session.suggest(before), cancel.token);
    cancel.cancel();
    await expect(writing).rejects.toMatchObject({ detail: cancelledError().detail });
  });
});

describe('a simulated writer and a person at the editor', () => {
  const text = `${ten} the old house by the sea had a red door, and the sea was calm.`;
  const answers = {
    '': { text: ' the old horse', chance: 0.9 },
    ' the old hou': { text: 'se by the lake.', chance: 0.6 },
    ' the old house by the sea had': { text: ' a red door, and no one', chance: 0.8 },
  };

  test('see the same after each key', async () => {
    const writer = new WriterSession(engineFor(answers), preferences, neverCancelled);
    const editor = new CompletionSession({
      engine: { ...engineFor(answers), warm: () => Promise.reject(new Error('Nothing is left to read.')) },
      clock: new FakeClock(),
      debounceMs: () => 0,
      bias: new AcceptanceBias(),
      onAnswer: () => undefined,
      onLearnt: () => undefined,
      onBusy: () => undefined,
      onUnheard: () => undefined,
      onFailure: (error) => expect.unreachable(String(error)),
    });
    const seen: { writer: (string | undefined)[]; editor: (string | undefined)[] } = { writer: [], editor: [] };
    for (let length = ten.length; length <= text.length; length++) {
      const written = text.slice(0, length);
      const place = placeAt({ text: written, offset: length, document: 'a', documentOffset: length, language: 'plaintext' });
      if (typeof place === 'string') expect.unreachable(place);
      const hit = await editor.suggest({ ...place, explicit: false, preferences }, neverCancelled);
      const [item] = hit === undefined ? [] : itemsFor(hit);
      seen.writer.push((await writer.suggest(written))?.text);
      seen.editor.push(item?.text.slice(item.replaces));
    }
    expect(seen.writer).toEqual(seen.editor);
    expect(seen.writer).toEqual(expect.arrayContaining([' the old horse', 'se by the lake.', ' door, and no one', undefined]));
  });
});

describe('the metrics of keystrokes', () => {
  test('are those of all rows together', () => {
    const row = { group: 'docs', keysAlong: 1 };
    const results = [
      { ...row, characters: 100, keys: 60, outcomes: ['whole', 'wrong'] as const, latencies: [10, 20] },
      { ...row, characters: 300, keys: 240, outcomes: ['first-word', 'whole', 'wrong', 'wrong'] as const, latencies: [30, 40, 1000] },
    ];
    expect(keystrokesMetrics(results)).toEqual({
      saved: 0.25,
      shownPer100Keys: 2,
      acceptance: 0.5,
      wrongFromFirstWord: 0.5,
      p50Ms: 30,
      p95Ms: 1000,
      modelKeys: 5,
      alongKeys: 2,
    });
  });

  test('are null where nothing was shown', () => {
    const result = { group: 'docs', characters: 10, keys: 10, outcomes: [], latencies: [], keysAlong: 0 };
    expect(keystrokesMetrics([result])).toMatchObject({
      saved: 0,
      shownPer100Keys: 0,
      acceptance: null,
      wrongFromFirstWord: null,
      p50Ms: null,
    });
  });
});
