import type { CompleteRequest } from '../../src/common/methods/completion.js';
import type { EngineApi } from '../../src/common/engineApi.js';
import type { SeededRandom } from './seededRandom.js';

/** A request for a short completion. */
export function completionOf(before: string, after = '', maxTokens = 3): CompleteRequest {
  return {
    context: { headings: [], before, after },
    maxTokens,
    candidates: 2,
    stopAt: 'none',
    sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
    alternatives: 2,
    minConfidence: 0,
  };
}

/** What models say about one sentence, without how long it took. */
export async function answersOf(engine: EngineApi): Promise<unknown> {
  const text = 'the harbour was quiet that morning';
  const { tokens } = await engine.surprisal({ text, alternatives: 2 });
  const { ratings } = await engine.ratePairs({
    pairs: [{ before: '', first: text, second: 'two boats had come in' }],
    signals: ['similarity'],
  });
  return { tokens, ratings };
}

/** One of the engine's methods with a text. */
export function ask(engine: EngineApi, random: SeededRandom, text: string): Promise<unknown> {
  const other = text.slice(random.below(text.length + 1));
  switch (random.below(6)) {
    case 0:
      return engine.complete(completionOf(text, other));
    case 1:
      return engine.surprisal({ text, before: other, alternatives: random.below(4) });
    case 2:
      return engine.nextTokens({ context: { headings: [other], before: text, after: '' }, top: 5 });
    case 3:
      return engine.ratePairs({
        pairs: [{ before: '', first: text, second: other }],
        signals: ['next-sentence', 'surprisal', 'similarity'],
      });
    case 4: {
      const passage = `${text.slice(0, 50_000)} ___ ${other.slice(0, 40_000)}`;
      const place = { offset: passage.indexOf('___', Math.min(text.length, 50_000)), length: 3 };
      return engine.fillMask({ text: passage, places: [place], top: 3, maxPieces: 2, vote: random.below(2) === 0 });
    }
    default:
      return engine.classify({
        texts: [text, other],
        classifier: { kind: 'zero-shot', labels: ['quiet', 'warm'], by: 'causal' },
        multiLabel: false,
        why: random.below(2) === 0,
      });
  }
}
