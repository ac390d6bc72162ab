import { inTurns } from '../harness/inTurns.js';
import type { BenchContext } from '../harness/measure.js';
import type { Figure } from '../harness/result.js';
import { quantile, ratioOfPairs, summarise } from '../harness/statistics.js';
import { benchText } from '../harness/text.js';
import type { EncoderSide } from '../sides/encoderSide.js';

const batches = [1, 32];

/** Times one call of a side with as many texts as asked, from a place on in the prose; in milliseconds. */
type Task = (side: EncoderSide, from: number, count: number) => Promise<number>;

/**
 * Times masked words and pairs of sentences of two encoders in turns.
 * @param peer what the second is called
 * @param atMost the ratio that is aimed at
 */
export async function compareEncoders(
  context: BenchContext,
  sides: readonly [EncoderSide, EncoderSide],
  peer: string,
  atMost: number,
): Promise<readonly Figure[]> {
  const sentences = sentencesOf(await benchText(context.root));
  const at = (index: number): string => sentences[index % sentences.length] ?? '';
  const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, index) => from + index);
  const tasks: Readonly<Record<string, Task>> = {
    'masked word': async (side, from, count) => (await side.fill(range(from, count).map((index) => masked(at(index))))).ms,
    'pair of sentences': async (side, from, count) =>
      (await side.follow(range(from, count).map((index) => [at(index), at(index + 1)] as const))).ms,
  };
  const figures: Figure[] = [];
  for (const [what, task] of Object.entries(tasks)) {
    for (const count of batches) {
      context.log(`${what}, ${count} in a call …`);
      const rounds = context.quick ? 2 : count === 1 ? 60 : 9;
      const timeOf = (side: EncoderSide) => async (round: number) => (await task(side, round * count, count)) / count;
      await inTurns(1, sides.map(timeOf));
      const [ours = [], theirs = []] = await inTurns(rounds, sides.map(timeOf));
      figures.push({
        what: `${what}, ${count} in a call`,
        unit: 'ms each',
        ours: summarise(ours),
        peer: { name: peer, value: summarise(theirs) },
        ratio: ratioOfPairs(ours, theirs),
        target: { atMost },
        note: `${(1000 / quantile(ours, 0.5)).toFixed(1)} a second, the peer ${(1000 / quantile(theirs, 0.5)).toFixed(1)}`,
      });
    }
  }
  return figures;
}

/** Sentences of ordinary length, in their order. */
function sentencesOf(text: string): string[] {
  return text
    .split(/\n+|(?<=[.!?])\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /^[A-Z].*[.!?]$/.test(sentence) && sentence.length > 20 && sentence.length < 400);
}

/** The sentence with its middle word masked. */
function masked(sentence: string): string {
  const words = sentence.split(' ');
  return words.with(Math.floor(words.length / 2), '[MASK]').join(' ');
}
