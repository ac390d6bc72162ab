import { describe, expect, test } from 'vitest';
import { CancellationSource } from '../../../../../src/common/cancellation.js';
import type { RatePairsRequest, RatePairsResult } from '../../../../../src/common/methods/scoring.js';
import { FlowChecker } from '../../../../../src/sessions/flow/check/flowChecker.js';
import type { Judgement } from '../../../../../src/writing/flow/check/judgeParagraph.js';
import { pairOf } from '../../../../../src/writing/flow/score/ratedChain.js';
import type { Paragraph } from '../../../../../src/writing/flow/check/paragraphChain.js';

const tale = [
  'The keeper lit the lamp.',
  'He wrote down the wind.',
  'Revenue rose sharply.',
  'He put the lamp out.',
  'Then he slept well.',
];
const stranger = 'Revenue rose sharply.';

/** A model to which everything follows but what the stranger is in; counts what it is asked. */
class Raters {
  readonly asked: RatePairsRequest[] = [];
  lacks: readonly string[] = [];
  /** The second sentence of pairs that cannot be rated. */
  fails: string | undefined;

  readonly ratePairs = ({ pairs, signals }: RatePairsRequest): Promise<RatePairsResult> => {
    this.asked.push({ pairs, signals });
    const [signal] = signals;
    if (signal !== undefined && this.lacks.includes(signal))
      return Promise.resolve({ ratings: [], missing: [{ signal, reason: `No ${signal}.` }] });
    const ratings = pairs.map(({ first, second }) => {
      if (second === this.fails) return {};
      const isOdd = first === stranger || second === stranger;
      return signal === 'surprisal' ? { surprisal: { alone: 40, after: isOdd ? 48 : 22, tokens: 8 } } : { nextSentence: isOdd ? -4 : 3 };
    });
    return Promise.resolve({ ratings, missing: [] });
  };

  get pairs(): number {
    return this.asked.reduce((sum, { pairs }) => sum + pairs.length, 0);
  }
}

async function judged(checker: FlowChecker, ...paragraphs: Paragraph[]): Promise<(readonly Judgement[])[]> {
  const all: (readonly Judgement[])[] = [];
  for await (const { judgements } of checker.check(paragraphs)) all.push(judgements);
  return all;
}

function warnings(judgements: readonly Judgement[] | undefined): number[] {
  return (judgements ?? []).filter(({ warns }) => warns).map(({ index }) => index);
}

test('Where the encoder takes many at a time it is given many, and the causal model no more than usual', async () => {
  const paragraphs = Array.from({ length: 60 }, (_, at) => ({ sentences: tale.map((sentence) => `${at}. ${sentence}`) }));
  const most = async (checker: (raters: Raters) => FlowChecker, signal: string): Promise<number> => {
    const raters = new Raters();
    await judged(checker(raters), ...paragraphs);
    return Math.max(...raters.asked.filter(({ signals }) => signals.includes(signal as 'surprisal')).map(({ pairs }) => pairs.length));
  };
  const wide = (raters: Raters): FlowChecker => new FlowChecker(raters.ratePairs, { pairs: 512, paragraphs: 256 });
  const usual = (raters: Raters): FlowChecker => new FlowChecker(raters.ratePairs);
  expect(await most(usual, 'next-sentence')).toBeLessThanOrEqual(32);
  expect(await most(wide, 'next-sentence')).toBeGreaterThan(128);
  expect(await most(wide, 'surprisal')).toBeLessThanOrEqual(32);
});

describe('Checking a paragraph', () => {
  test('warns about the sentence that does not belong, and not about the one behind it', async () => {
    const [found] = await judged(new FlowChecker(new Raters().ratePairs), { sentences: tale });
    expect(warnings(found)).toEqual([2]);
  });

  test('asks the causal model only where the encoder leaves doubt', async () => {
    const raters = new Raters();
    await judged(new FlowChecker(raters.ratePairs), { sentences: tale.filter((sentence) => sentence !== stranger) });
    expect(raters.asked.flatMap(({ signals }) => signals)).not.toContain('surprisal');
    await judged(new FlowChecker(raters.ratePairs), { sentences: tale });
    expect(raters.asked.flatMap(({ signals }) => signals)).toContain('surprisal');
  });

  test('has only doubted sentences compared with what they are alone, and not again where that is known', async () => {
    const raters = new Raters();
    const checker = new FlowChecker(raters.ratePairs);
    await judged(checker, { sentences: tale });
    const doubted = raters.asked.flatMap(({ pairs, signals }) => (signals.includes('surprisal') ? pairs : []));
    expect(doubted.filter(({ alone }) => alone !== false).map(({ second }) => second)).toEqual([stranger]);
    expect(new Set(doubted.map(({ first, second }) => first + second)).size).toBe(doubted.length);
  });

  test('waits for nothing but its own pairs, where it is the first of several', async () => {
    const raters = new Raters();
    const checker = new FlowChecker(raters.ratePairs);
    const others = Array.from({ length: 8 }, (_, nth) => ({ sentences: tale.map((sentence) => `${sentence} ${nth}`) }));
    await checker.check([{ sentences: tale }, ...others]).next();
    expect(raters.asked.flatMap(({ pairs }) => pairs).filter(({ second }) => !tale.includes(second))).toEqual([]);
  });

  test('says the same of a text whatever else is known of its pairs: from an earlier text, or from a closer look', async () => {
    const fresh = new FlowChecker(new Raters().ratePairs);
    const earlier = new FlowChecker(new Raters().ratePairs);
    await judged(earlier, { sentences: [stranger, ...tale, stranger] }, { sentences: tale.slice(1, 4) });
    const all = tale.flatMap((_, first) =>
      [first + 1, first + 2].filter((second) => second < tale.length).map((second) => pairOf(tale, first, second)),
    );
    for (const signal of ['next-sentence', 'surprisal'] as const) await earlier.ratings.measure(all, signal);
    expect(await judged(earlier, { sentences: tale })).toEqual(await judged(fresh, { sentences: tale }));
  });

  test('asks everything once more where that is wanted after all', async () => {
    const raters = new Raters();
    const checker = new FlowChecker(raters.ratePairs);
    const calm = { sentences: tale.filter((sentence) => sentence !== stranger) };
    await judged(checker, calm);
    for await (const { judgements } of checker.check([calm], { thorough: true }))
      expect(judgements.map(({ set }) => set.name)).toEqual(['inner, both models', 'inner, both models', 'end, both models']);
  });

  test('asks nothing the second time, and only about the pairs of an edit after that', async () => {
    const raters = new Raters();
    const checker = new FlowChecker(raters.ratePairs);
    await judged(checker, { sentences: tale });
    const first = raters.pairs;
    await judged(checker, { sentences: tale });
    expect(raters.pairs).toBe(first);
    await judged(checker, { sentences: [...tale.slice(0, -1), 'Then he slept badly.'] });
    expect(raters.asked.slice(-1).flatMap(({ pairs }) => pairs.map(({ second }) => second))).toEqual(['Then he slept badly.']);
  });

  test('says nothing about a sentence that is being written, and asks nothing about it', async () => {
    const raters = new Raters();
    const [found] = await judged(new FlowChecker(raters.ratePairs), { sentences: tale, held: new Set([2]) });
    expect(found?.map(({ index }) => index)).toEqual([4]);
    expect(raters.asked.flatMap(({ pairs }) => pairs).filter(({ first, second }) => [first, second].includes(stranger))).toEqual([]);
  });

  test('rates the first sentence behind the paragraph before, but does not warn: paragraphs may begin with something new', async () => {
    const checker = new FlowChecker(new Raters().ratePairs);
    const paragraphs = [{ sentences: [stranger], previous: 'He slept.' }];
    for await (const { judgements } of checker.check(paragraphs, { thorough: true }))
      expect(judgements.map(({ index, warns }) => ({ index, warns }))).toEqual([{ index: 0, warns: false }]);
    expect(await judged(new FlowChecker(new Raters().ratePairs), ...paragraphs)).toEqual([[]]);
  });
});

describe('Where a model is missing', () => {
  test.each([
    { lacks: ['next-sentence'], what: 'the causal model alone is used' },
    { lacks: ['surprisal'], what: 'the encoder alone is used' },
  ])('$lacks: $what', async ({ lacks }) => {
    const raters = new Raters();
    raters.lacks = lacks;
    const checker = new FlowChecker(raters.ratePairs);
    const [found] = await judged(checker, { sentences: tale });
    expect(warnings(found)).toEqual([2]);
    expect([...checker.ratings.missing.values()]).toEqual([`No ${lacks[0] ?? ''}.`]);
  });

  test.each([['next-sentence'], ['surprisal']])(
    '%s is measured by the next check where there is a model for it by then',
    async (signal) => {
      const raters = new Raters();
      const checker = new FlowChecker(raters.ratePairs);
      raters.lacks = [signal];
      await judged(checker, { sentences: tale });
      raters.lacks = [];
      const [found] = await judged(checker, { sentences: tale });
      expect([warnings(found), raters.asked.at(-1)?.signals, checker.ratings.missing.size]).toEqual([[2], [signal], 0]);
      expect(checker.ratings.known({ before: '', first: tale[1] ?? '', second: stranger })).toHaveProperty('nextSentence');
      const { pairs } = raters;
      await judged(checker, { sentences: tale });
      expect(raters.pairs).toBe(pairs);
    },
  );

  test('a pair that could not be rated is rated by the next check, and asked once in each', async () => {
    const raters = new Raters();
    const checker = new FlowChecker(raters.ratePairs);
    raters.fails = stranger;
    await judged(checker, { sentences: tale });
    const asked = raters.asked.flatMap(({ pairs, signals }) => pairs.map((pair) => JSON.stringify([pair, signals])));
    expect(new Set(asked).size).toBe(asked.length);
    raters.fails = undefined;
    const [found] = await judged(checker, { sentences: tale });
    expect(warnings(found)).toEqual([2]);
  });

  test('both: nothing is judged, and the check comes to an end', async () => {
    const raters = new Raters();
    raters.lacks = ['next-sentence', 'surprisal'];
    expect(await judged(new FlowChecker(raters.ratePairs), { sentences: tale })).toEqual([[]]);
  });
});

describe('Cancelling a check', () => {
  test('keeps what is done', async () => {
    const source = new CancellationSource();
    const checker = new FlowChecker(new Raters().ratePairs);
    const paragraphs = Array.from({ length: 40 }, (_, index) => ({
      sentences: tale.map((sentence) => `${sentence.slice(0, -1)} ${index}.`),
    }));
    let done = 0;
    const check = async (): Promise<void> => {
      for await (const { paragraph } of checker.check(paragraphs, { token: source.token })) {
        done++;
        expect(checker.known(paragraph)).toBeDefined();
        source.cancel();
      }
    };
    await expect(check()).rejects.toMatchObject({ code: 'cancelled' });
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(paragraphs.length);
  });
});
