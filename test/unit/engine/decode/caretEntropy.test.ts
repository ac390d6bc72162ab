import { expect, test } from 'vitest';
import { neverCancelled } from '../../../../src/common/cancellation.js';
import { caretEntropy } from '../../../../src/engine/decode/caretEntropy.js';
import { openingQuery } from '../../../../src/engine/decode/openings.js';
import { promptOf } from '../../../../src/engine/decode/prompt.js';
import type { Token } from '../../../../src/engine/tokenizer/token.js';
import { cutPoints } from './reference/cutPoints.js';
import { decoderOf, manuscript, tokenizer, unsure } from './reference/writing.js';

async function entropyAt(before: string): Promise<number> {
  const decoder = decoderOf(unsure);
  const prompt = promptOf(before, tokenizer);
  const prefilled = await decoder.prefill(prompt.kept, openingQuery(tokenizer, prompt.removedBytes, tokenizer.vocabularySize));
  return caretEntropy({ decoder, tokenizer }, prompt, prefilled, neverCancelled);
}

/** The same by brute force: over all that the first token behind the caret may add, on every path of tokens that agrees with what is typed. */
function expectedAt(before: string): number {
  const { kept, removedBytes } = promptOf(before, tokenizer);
  const typed = Buffer.from(removedBytes).toString('latin1');
  const probabilities = new Map<string, number>();
  const follow = (tokens: readonly Token[], spelled: string, logprob: number): void => {
    for (const [token, step] of unsure(tokens).entries()) {
      const bytes = Buffer.from(tokenizer.bytes(token as Token)).toString('latin1');
      const all = spelled + bytes;
      if (logprob + step < Math.log(1e-8) || (bytes === '' && spelled !== typed)) continue;
      if (bytes === '' || (all.startsWith(typed) && all.length > typed.length)) {
        const added = bytes === '' ? 'the end' : all.slice(typed.length);
        probabilities.set(added, (probabilities.get(added) ?? 0) + Math.exp(logprob + step));
      } else if (typed.startsWith(all)) follow([...tokens, token as Token], all, logprob + step);
    }
  };
  follow(kept, '', 0);
  const total = [...probabilities.values()].reduce((sum, probability) => sum + probability);
  return [...probabilities.values()].reduce((sum, probability) => sum - (probability / total) * Math.log2(probability / total), 0);
}

test('The uncertainty at a caret is that of all tokens that could follow, also inside a word and behind a space', async () => {
  const errors: number[] = [];
  for (const cut of cutPoints(manuscript).filter((at) => at > 0 && at % 3 === 0)) {
    const before = manuscript.slice(0, cut);
    errors.push(Math.abs((await entropyAt(before)) - expectedAt(before)));
  }
  // Runs of spaces can be split in ways that are left out.
  expect(errors.filter((bits) => bits > 0.01).length / errors.length).toBeLessThan(0.03);
});
