import type { Measure } from '../harness/measure.js';
import type { Figure } from '../harness/result.js';
import { againstLlamaCpp, compare } from './llamaCpp.js';

export const prefill: Measure = {
  name: 'prefill',
  title: 'Reading the context',
  method:
    'Milliseconds from handing over a context that no cache knows to the token that follows it. Same weights, same threads, same token ids.',
  run: (context) =>
    againstLlamaCpp(context, async (rivals) => {
      const figures: Figure[] = [];
      for (const length of [256, 1024]) {
        context.log(`Reading ${length} tokens …`);
        const figure = await compare(rivals, context.quick ? 2 : 9, length, (side, tokens) => side.prefill(tokens));
        figures.push({ what: `${length} tokens`, target: { atMost: 0.8 }, ...figure });
      }
      return figures;
    }),
};
