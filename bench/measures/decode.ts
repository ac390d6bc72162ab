import type { Measure } from '../harness/measure.js';
import type { Figure } from '../harness/result.js';
import { memoryBandwidth } from '../harness/memoryBandwidth.js';
import { quantile } from '../harness/statistics.js';
import { againstLlamaCpp, compare } from './llamaCpp.js';

/** What is read of the weights for each token, as the method says. */
const weightBytes = { ours: 134e6, theirs: 96e6 };

const contexts = [64, 512, 1024];

export const decode: Measure = {
  name: 'decode',
  title: 'Decoding',
  method:
    'Milliseconds for one greedy token after a context of the given length: the median of 32 tokens, in each of several rounds. Same weights, same threads, same token ids. Ours computes in 8 bits, which reads a prompt faster than 4 bits do, and so goes through 134 MB of weights for each token where llama.cpp goes through 96 MB. What bounds a token are the kernels of the products, not memory: profiled on one core of an AMD EPYC with AVX2 after 64 tokens, they take 12.2 of 14.7 ms, 11 GB of weights a second; in 4 bits the whole token takes 13.2 ms.',
  run: (context) =>
    againstLlamaCpp(context, async (rivals) => {
      const rounds = context.quick ? 2 : 9;
      const figures: Figure[] = [];
      const ours = new Map<number, number>();
      for (const length of contexts) {
        context.log(`Decoding after ${length} tokens …`);
        const figure = await compare(rivals, rounds, length, async (side, tokens) =>
          quantile(await side.decode(tokens, context.quick ? 8 : 32), 0.5),
        );
        figures.push({ what: `one token after ${length}`, target: { atMost: 0.85 }, ...figure });
        if (typeof figure.ours !== 'number') ours.set(length, figure.ours.median);
      }
      const bandwidth = await memoryBandwidth(context.threads);
      const growth = (ours.get(1024) ?? NaN) / (ours.get(64) ?? NaN);
      const bound = {
        what: 'reading the weights of a token at the speed of this machine’s memory',
        unit: 'ms',
        ours: weightBytes.ours / 1e6 / bandwidth,
        peer: { name: 'llama.cpp’s', value: weightBytes.theirs / 1e6 / bandwidth },
        note: `${bandwidth.toFixed(1)} GB/s, read by ${context.threads} cores`,
      };
      return [...figures, bound, { what: 'ours after 1024 ÷ ours after 64', unit: '×', ours: growth, target: { atMost: 1.35 } }];
    }),
};
