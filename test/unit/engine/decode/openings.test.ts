import { describe, expect, test } from 'vitest';
import { findOpenings, type Opening, openingQuery } from '../../../../src/engine/decode/openings.js';
import { promptOf } from '../../../../src/engine/decode/prompt.js';
import type { Token } from '../../../../src/engine/tokenizer/token.js';
import { cutPoints } from './reference/cutPoints.js';
import type { LanguageModel } from './reference/countingModel.js';
import { byHeart, decoderOf, manuscript, tokenizer, unsure } from './reference/writing.js';

const count = 3;
const top = 40;

async function openings(model: LanguageModel, before: string): Promise<{ openings: Opening[]; steps: number }> {
  const decoder = decoderOf(model);
  const prompt = promptOf(before, tokenizer);
  const prefilled = await decoder.prefill(prompt.kept, openingQuery(tokenizer, prompt.removedBytes, top));
  const search = { decoder, tokenizer, count, top, usable: () => true, cancel: undefined };
  return { openings: await findOpenings(search, prefilled, prompt.removedBytes), steps: decoder.steps };
}

/**
 * The same by brute force: follows every path of tokens that agrees with the removed bytes and is more probable than one
 * in a hundred million, and adds up the probabilities of those that spell the same bytes behind the caret.
 */
function everyOpening(model: LanguageModel, before: string): Map<string, number> {
  const { kept, removedBytes } = promptOf(before, tokenizer);
  const removed = Buffer.from(removedBytes).toString('latin1');
  const found = new Map<string, number>();
  let agreeing = removed === '' ? 1 : 0;
  const follow = (tokens: readonly Token[], spelled: string, logprob: number): void => {
    for (const [token, step] of model(tokens).entries()) {
      const total = logprob + step;
      const bytes = Buffer.from(tokenizer.bytes(token as Token)).toString('latin1');
      const all = spelled + bytes;
      if (total < Math.log(1e-8) || bytes === '' || !(all.startsWith(removed) || removed.startsWith(all))) continue;
      if (spelled.length < removed.length && all.length >= removed.length) agreeing += Math.exp(total);
      if (all.length <= removed.length) follow([...tokens, token as Token], all, total);
      else found.set(all.slice(removed.length), (found.get(all.slice(removed.length)) ?? 0) + Math.exp(total));
    }
  };
  follow(kept, '', 0);
  return new Map(
    [...found].map(([bytes, probability]) => [bytes, probability / agreeing]).sort((a, b) => Number(b[1]) - Number(a[1])) as [
      string,
      number,
    ][],
  );
}

describe('The openings of a continuation', () => {
  // A model of short memory is unsure nearly everywhere, so that paths compete.
  test('are the most probable ones among all tokenisations, at every cut point', async () => {
    for (const cut of cutPoints(manuscript).filter((at) => at % 3 === 0)) {
      const before = manuscript.slice(0, cut);
      const { openings: found } = await openings(unsure, before);
      const expected = everyOpening(unsure, before);
      const [best] = expected;
      if (best === undefined) throw new Error('Brute force found nothing.');
      const first = found[0];
      expect(first, before).toBeDefined();
      const probability = Math.exp(first?.logprob ?? NaN);
      // The search leaves paths aside that are a hundred times less probable than the best one.
      expect(Math.abs(probability - (expected.get(Buffer.from(first?.bytes ?? []).toString('latin1')) ?? NaN)), before).toBeLessThan(0.05);
      expect(probability, before).toBeGreaterThan(best[1] - 0.05);
    }
  });

  test('continue at the caret with what the writer wrote there, if the model knows it by heart', async () => {
    const wrong: string[] = [];
    const cuts = cutPoints(manuscript).slice(1, -1);
    expect(cuts.length).toBeGreaterThan(0);
    for (const cut of cuts) {
      const { openings: found } = await openings(byHeart, manuscript.slice(0, cut));
      const rest = Buffer.from(manuscript.slice(cut));
      const bytes = found[0]?.bytes ?? new Uint8Array();
      if (bytes.length === 0 || !rest.subarray(0, bytes.length).equals(bytes)) wrong.push(manuscript.slice(0, cut));
    }
    expect(wrong).toEqual([]);
  });

  test('cost at most one model step more than the first', async () => {
    const steps = [];
    for (const cut of cutPoints(manuscript)) steps.push((await openings(byHeart, manuscript.slice(0, cut))).steps);

    expect(steps.filter((count) => count > 2).length / steps.length).toBeLessThan(0.05);
  });

  test('are all different', async () => {
    const { openings: found } = await openings(unsure, 'The harbour was ');
    const texts = found.map(({ bytes }) => Buffer.from(bytes).toString('latin1'));
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.length).toBeGreaterThan(count);
  });
});
