import { describe, expect, test } from 'vitest';
import { GhostTextAssistant, type GhostTextSettings } from '../../../../bench/eval/ghostTextAssistant.js';
import { keystrokesMetrics } from '../../../../bench/eval/keystrokes.js';
import { simulateWriter } from '../../../../bench/eval/simulatedWriter.js';
import { neverCancelled } from '../../../../src/common/cancellation.js';
import type { CompleteRequest, CompleteResult } from '../../../../src/common/methods/completion.js';
import type { EngineApi } from '../../../../src/common/engineApi.js';

const ten = 'One two three four five six seven eight nine ten';
const settings: GhostTextSettings = {
  limits: { firstWord: 0.5, insideWord: 0.5, whole: 0.5, minConfidence: 0.1 },
  maxWords: 10,
  stopAt: 'sentence',
};

/** An engine that answers with what a test says for the text behind the tenth word, and remembers what it was asked. */
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

describe('ghost text for the simulated writer', () => {
  test('is asked for at each key where nothing is shown, as the editor asks', async () => {
    const engine = engineFor({});
    const assistant = new GhostTextAssistant(engine, settings, neverCancelled);
    await simulateWriter(`${ten} ab`, (before) => assistant.suggest(before));
    expect(engine.asked.map(({ context }) => context.before.slice(ten.length))).toEqual(['', ' ', ' a']);
    expect(engine.asked[0]).toMatchObject({ candidates: 1, stopAt: 'sentence', minConfidence: 0.1, sampling: { temperature: 0 } });
    expect({ keys: assistant.latencies.length, along: assistant.keysAlong }).toEqual({ keys: 3, along: 0 });
  });

  test('costs no call while the writer types or takes along with it', async () => {
    const engine = engineFor({ '': { text: ' brave old world', chance: 0.9 } });
    const assistant = new GhostTextAssistant(engine, settings, neverCancelled);
    const writing = await simulateWriter(`${ten} brave old wood`, (before) => assistant.suggest(before));
    // Two words are taken; "wo" of "world" is typed along with; only then the engine is asked again.
    expect(engine.asked.map(({ context }) => context.before.slice(ten.length))).toEqual(['', ' brave old woo']);
    expect({ keys: writing?.keys, along: assistant.keysAlong, outcomes: [...(writing?.outcomes.values() ?? [])] }).toEqual({
      keys: 7,
      along: 5,
      outcomes: ['first-word'],
    });
  });

  test('is not shown where it is less sure than the quietness asks', async () => {
    const engine = engineFor({ '': { text: ' brave old world', chance: 0.4 } });
    const assistant = new GhostTextAssistant(engine, settings, neverCancelled);
    expect(await assistant.suggest(ten)).toBeUndefined();
    expect(assistant.shown).toEqual([]);
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
