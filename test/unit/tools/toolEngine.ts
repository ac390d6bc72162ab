import type { EngineApi } from '../../../src/common/engineApi.js';
import { fakeEngine } from '../../util/fakeEngine.js';
import { ratingsOf } from '../sessions/flow/reviewer.js';

/** An engine that knows how odd "fish" is, that everything follows but the stranger, and which words fit. */
export function toolEngine(): EngineApi {
  return fakeEngine({
    ratePairs: (request) => Promise.resolve(ratingsOf(request)),
    surprisal: ({ text }, _, report) => {
      report?.({ done: 1, total: 1, phase: 'reading' });
      const tokens = [...text.matchAll(/\s*\S+/g)].map(({ index, 0: { length } }) => ({
        offset: index,
        length,
        bits: /fish/.test(text.slice(index, index + length)) ? 18 : 4,
        rank: 0,
        alternatives: [{ text: ' boat', logprob: Math.log(0.25) }],
      }));
      const bits = tokens.reduce((sum, token) => sum + token.bits, 0);
      return Promise.resolve({ tokens, bitsPerByte: bits / Math.max(1, text.length), model: 'causal' });
    },
    fillMask: ({ places }) =>
      Promise.resolve({
        masks: places.map((place) => ({
          ...place,
          candidates: [{ text: 'harbor', probability: 0.5, pieces: [], score: 0, article: 'a' as const }],
        })),
        joint: [],
        encoder: 'bert',
        causal: 'causal',
      }),
    complete: ({ context, candidates }) =>
      Promise.resolve({
        candidates: Array.from({ length: candidates }, (_, index) => ({
          text: `${/\s$/.test(context.before) ? '' : ' '}and number ${index}.`,
          tokens: [{ text: 'and', logprob: Math.log(0.5), alternatives: [] }],
          stop: 'sentence' as const,
          acceptance: { whole: 0.5, firstWord: 0.5 },
        })),
        usage: { model: 'causal', device: 'cpu', contextTokens: 1, reusedTokens: 0, prefillMs: 0, decodeMs: 0, decodedTokens: 1 },
      }),
    classify: ({ texts, classifier }) => {
      const labels = classifier.kind === 'zero-shot' ? classifier.labels : ['a', 'b'];
      return Promise.resolve({
        labels,
        model: 'bert',
        texts: texts.map((text) => ({
          probabilities: text.trim() === '' ? [] : labels.map((_, index) => (index === 0 ? 0.75 : 0.25 / (labels.length - 1))),
          passages: [],
          deciding: 0,
        })),
      });
    },
  });
}
