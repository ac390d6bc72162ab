import { describe, expect, test } from 'vitest';
import type { Sampling } from '../../../../src/common/methods/completion.js';
import { generate, type Generated, openingSize } from '../../../../src/engine/decode/generate.js';
import type { GenerateOptions } from '../../../../src/engine/decode/generateOptions.js';
import { openingQuery } from '../../../../src/engine/decode/openings.js';
import { promptOf } from '../../../../src/engine/decode/prompt.js';
import { stopOffset } from '../../../../src/writing/continuation/stopOffset.js';
import { cutPoints } from './reference/cutPoints.js';
import { decoderOf, manuscript, tokenizer, unsure } from './reference/writing.js';

const greedy: Sampling = { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };

/** What the model says after a text, with answers for a writer who goes on otherwise. */
async function answers(before: string, options: Partial<GenerateOptions> = {}): Promise<Generated> {
  const all: GenerateOptions = {
    candidates: 1,
    sampling: greedy,
    alternatives: 3,
    ahead: 3,
    maxTokens: 8,
    minConfidence: 0.01,
    stopAt: 'sentence',
    stopOffset: (text) => stopOffset(text, 'sentence', before),
    mayBegin: () => true,
    ...options,
  };
  const decoder = decoderOf(unsure);
  const prompt = promptOf(before, tokenizer);
  const prefilled = await decoder.prefill(prompt.kept, openingQuery(tokenizer, prompt.removedBytes, openingSize(all)));
  return generate({ decoder, tokenizer }, prompt, prefilled, all);
}

const everyCut = cutPoints(manuscript).slice(1, -1);
const cuts = everyCut.filter((_, index) => index % 4 === 0);

describe('An answer ahead of the next letters', () => {
  test('is what the model says once they are typed, as far as both go, and as probable as it says then', async () => {
    const differ: string[] = [];
    let compared = 0;
    for (const cut of everyCut) {
      const before = manuscript.slice(0, cut);
      for (const { typed, continuation } of (await answers(before)).ahead) {
        const [asked] = (await answers(before + typed)).continuations;
        const shorter = Math.min(continuation.text.length, asked?.text.length ?? 0);
        const chances = [continuation, asked].map((each) => Math.exp(each?.tokens[0]?.logprob ?? 0));
        const isSame = shorter > 0 && continuation.text.slice(0, shorter) === asked?.text.slice(0, shorter);
        if (!isSame || Math.abs((chances[0] ?? 0) - (chances[1] ?? 0)) > 0.05)
          differ.push(`${before.slice(-20)}|${typed}|${continuation.text}`);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(30);
    // A space may end a word that had been split otherwise before it.
    expect(differ.length, differ.join('\n')).toBeLessThanOrEqual(compared * 0.05);
  });

  test('is about letters with which neither the continuation nor another answer begins', async () => {
    for (const cut of cuts) {
      const { continuations, ahead } = await answers(manuscript.slice(0, cut));
      const beginnings = ahead.map(({ typed }) => typed);
      for (const typed of beginnings) {
        expect(continuations[0]?.text.startsWith(typed)).not.toBe(true);
        expect(beginnings.filter((other) => other.startsWith(typed))).toEqual([typed]);
      }
    }
  });

  test('changes nothing of the continuation itself', async () => {
    for (const cut of cuts) {
      const before = manuscript.slice(0, cut);
      const [best, alone] = [await answers(before), await answers(before, { ahead: 0 })].map(({ continuations }) => continuations[0]);
      expect({ ...best, places: [] }).toEqual({ ...alone, places: [] });
    }
  });

  test('is not made where the writer chooses among several, or where chance does', async () => {
    const before = 'The harbour master unbuttoned his coat. The ';
    expect((await answers(before)).ahead.length).toBeGreaterThan(0);
    expect((await answers(before, { candidates: 2 })).ahead).toEqual([]);
    expect((await answers(before, { sampling: { ...greedy, temperature: 1 } })).ahead).toEqual([]);
  });
});
