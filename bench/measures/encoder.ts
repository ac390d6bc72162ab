import path from 'node:path';
import { inTurns } from '../harness/inTurns.js';
import type { BenchContext, Measure } from '../harness/measure.js';
import type { Figure } from '../harness/result.js';
import { quantile, ratioOfPairs, summarise } from '../harness/statistics.js';
import { benchText } from '../harness/text.js';
import { installPeers } from '../peers/install.js';
import type { EncoderSide } from '../sides/encoderSide.js';
import { startEncoderSide } from '../sides/startSide.js';

const batches = [1, 32];

/** Times one call of a side with as many texts as asked, from a place on in the prose; in milliseconds. */
type Task = (side: EncoderSide, from: number, count: number) => Promise<number>;

export const encoder: Measure = {
  name: 'encoder',
  title: 'Masked words and pairs of sentences',
  method:
    'Milliseconds for a sentence with a masked word (its five most probable words), and for a pair of neighbouring sentences (whether the second ' +
    'follows), alone and 32 in one call, from text to answer. Same weights, 8 bits on both sides, same threads; the peer runs the ONNX export that its users run.',
  run: async (context) => {
    const { onnxEncoder, root, threads, cacheFolder } = context;
    if (onnxEncoder === undefined)
      return 'Name the ONNX models with --onnx-encoder or CLOZE_BENCH_ONNX_ENCODER to compare with transformers.js.';
    installPeers('@huggingface/transformers');
    const sides = [startEncoderSide('clozeEncoder.ts'), startEncoderSide('transformersEncoder.ts')] as const;
    const [ours, peer] = sides;
    try {
      await ours.open({ model: path.join(root, 'models', 'bert-base-uncased'), threads, cacheFolder });
      const { name, version } = await peer.open({ model: path.resolve(onnxEncoder), threads, cacheFolder });
      return await compareAll(context, sides, `${name} ${version}`);
    } finally {
      for (const side of sides) await side.close();
    }
  },
};

async function compareAll(context: BenchContext, sides: readonly [EncoderSide, EncoderSide], peer: string): Promise<readonly Figure[]> {
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
        // One and a half times as many a second.
        target: { atMost: 0.667 },
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
