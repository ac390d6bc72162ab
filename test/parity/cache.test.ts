import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Precision } from '../../src/engine/graph/graphContext.js';
import type { Checkpoint } from '../../src/engine/models/checkpoint.js';
import { openCheckpoint } from '../../src/engine/models/openCheckpoint.js';
import type { Decoder, Distribution } from '../../src/engine/runtime/decoder.js';
import type { Token } from '../../src/engine/tokenizer/token.js';
import { openDecoder } from '../../src/engine/runtime/openDecoder.js';
import { golden } from '../util/golden.js';

const vocabulary = 97;
const everything = { top: vocabulary };

/** Log-probabilities in the order of the vocabulary. */
function byToken({ tokens, logprobs }: Omit<Distribution, 'rated'>): number[] {
  const ordered = Array<number>(vocabulary).fill(0);
  tokens.forEach((token, index) => (ordered[token] = logprobs[index] as number));
  return ordered;
}

function largestDifference(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((value, index) => Math.abs(value - (b[index] as number))));
}

/** A writer's edit: how much of the end goes, and what is typed instead. */
const edit = fc.record({
  removed: fc.integer({ min: 0, max: 200 }),
  typed: fc.array(fc.integer({ min: 0, max: vocabulary - 1 }), { minLength: 1, maxLength: 60 }),
});

let cacheFolder: string;
let checkpoint: Checkpoint;
beforeAll(async () => {
  cacheFolder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  checkpoint = await openCheckpoint(golden('llama-tied').folder);
});
afterAll(async () => {
  await checkpoint.close();
  await rm(cacheFolder, { recursive: true });
});

describe.each<{ precision: Precision; tolerance: number }>([
  { precision: 'float32', tolerance: 2e-5 },
  // Each token has its own scale, so that rounding does not depend on which tokens are computed together.
  { precision: 'int8', tolerance: 5e-2 },
])('in $precision', ({ precision, tolerance }) => {
  let warm: Decoder;
  let cold: Decoder;
  const open = (): Promise<Decoder> => openDecoder(checkpoint, { precision, device: 'cpu', threads: 1, cacheFolder });
  beforeAll(async () => void ([warm, cold] = [await open(), await open()]));
  afterAll(async () => {
    await warm.dispose();
    await cold.dispose();
  });

  /** The reference: one step from an empty cache, which any other first token gives. */
  async function uncached(tokens: readonly Token[]): Promise<number[]> {
    await cold.prefill([((tokens[0] as number) + 1) % vocabulary as Token], { top: 1 }); // prettier-ignore
    return byToken((await cold.prefill(tokens, everything)).next);
  }

  test('an edited text gives what it gives without a cache, whatever was typed and removed before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
        let text: Token[] = [];
        for (const { removed, typed } of edits) {
          text = [...text.slice(0, Math.max(0, text.length - removed)), ...(typed as Token[])].slice(-200);
          const { next } = await warm.prefill(text, everything);
          expect(largestDifference(byToken(next), await uncached(text))).toBeLessThan(tolerance);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('several continuations in one step give what each gives alone', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: vocabulary - 1 }), { minLength: 1, maxLength: 150 }),
        fc.array(fc.array(fc.integer({ min: 0, max: vocabulary - 1 }), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 }),
        async (start, tails) => {
          const { branch } = await warm.prefill(start as Token[], { top: 1 });
          const first = await warm.extend(
            tails.map((tail) => ({ branch, tokens: tail as Token[] })),
            everything,
          );
          const second = await warm.extend(
            first.map((step) => ({ branch: step.branch, tokens: [3 as Token] })),
            everything,
          );
          for (const [index, tail] of tails.entries()) {
            const text = [...start, ...tail] as Token[];
            expect(largestDifference(byToken((first[index] as { next: Distribution }).next), await uncached(text))).toBeLessThan(tolerance);
            const longer = await uncached([...text, 3 as Token]);
            expect(largestDifference(byToken((second[index] as { next: Distribution }).next), longer)).toBeLessThan(tolerance);
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  test('tells how much of a text it would have to read', async () => {
    const text = Array.from({ length: 40 }, (_, index) => ((index * 17) % vocabulary) as Token);
    await warm.prefill(text, { top: 1 });
    expect(warm.unread(text)).toBe(0);
    expect(warm.unread([...text.slice(0, 30), 96, 96] as Token[])).toBe(2);
    expect(warm.unread([96, ...text] as Token[])).toBe(41);
  });

  test('rating a text gives the log-probabilities and ranks of its tokens one by one', async () => {
    const text = Array.from({ length: 90 }, (_, index) => ((index * 31) % vocabulary) as Token);
    const { branch } = await warm.prefill(text.slice(0, 10), { top: 1 });
    const [rated] = await warm.rate([{ branch, tokens: text.slice(10) }], 3);
    for (let at = 10; at < text.length; at++) {
      const alone = byToken((await cold.prefill(text.slice(0, at), everything)).next);
      const token = alone[text[at] as number] as number;
      expect(Math.abs((rated?.logprobs[at - 10] as number) - token)).toBeLessThan(tolerance);
      if (precision === 'float32') expect(rated?.ranks[at - 10]).toBe(alone.filter((other) => other > token).length);
    }
  });

  test('texts that are rated together get what each gets alone, however long they are', async () => {
    const start = Array.from({ length: 20 }, (_, index) => ((index * 13) % vocabulary) as Token);
    const texts = [40, 0, 1, 33, 70].map((length, nth) => Array.from({ length }, (_, index) => ((index * 31 + nth) % vocabulary) as Token));
    const { branch } = await warm.prefill(start, { top: 1 });
    const together = await warm.rate(
      texts.map((tokens) => ({ branch, tokens })),
      0,
    );
    for (const [index, tokens] of texts.entries()) {
      const own = await cold.prefill(start, { top: 1 });
      const [alone] = await cold.rate([{ branch: own.branch, tokens }], 0);
      expect(together[index]?.logprobs).toHaveLength(tokens.length);
      expect(largestDifference([...(together[index]?.logprobs ?? [])], [...(alone?.logprobs ?? [])])).toBeLessThan(tolerance);
    }
  });
});
