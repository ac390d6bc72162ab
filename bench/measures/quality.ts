import { bundleAll } from '../../scripts/packaging/bundle.js';
import { clozeEval } from '../harness/clozeEval.js';
import type { BenchContext, Measure } from '../harness/measure.js';
import type { Figure } from '../harness/result.js';

/** What of the command line's reports is used. */
interface Report {
  readonly metrics: Readonly<Record<string, number>>;
}

export const quality: Measure = {
  name: 'quality',
  title: 'Quality',
  method:
    'The embedded model beside the same one with its weights in float32, by `cloze eval`. Bits per byte on all texts of the set; keystrokes by a simulated writer in its first 20 texts, at each quietness, and for float32 at the default.',
  async run(context) {
    const { evalFolder, fullModel } = context;
    if (evalFolder === undefined) return 'Name a folder with lm.jsonl and keystrokes.jsonl with --eval or CLOZE_BENCH_EVAL.';
    if (fullModel === undefined) return 'Name the checkpoint in full precision with --full-model or CLOZE_BENCH_FULL_MODEL.';
    await bundleAll({ production: false });
    const full = ['--model', fullModel, '--precision', 'float32'];
    const lm = ['lm', evalFolder, ...(context.quick ? ['--limit', '2'] : [])];
    context.log('Bits per byte …');
    const ours = (await evaluate(context, lm, [])).metrics.bitsPerByte ?? NaN;
    const theirs = (await evaluate(context, lm, full)).metrics.bitsPerByte ?? NaN;
    const figures: Figure[] = [
      { what: 'bits per byte', unit: '', ours, peer: { name: 'float32', value: theirs }, ratio: ours / theirs, target: { atMost: 1.01 } },
    ];
    for (const quietness of context.quick ? ['balanced'] : ['quiet', 'balanced', 'eager']) {
      context.log(`Keystrokes, ${quietness} …`);
      const writing = ['keystrokes', evalFolder, '--quietness', quietness, '--limit', context.quick ? '1' : '20'];
      const own = await evaluate(context, writing, []);
      const other = quietness === 'balanced' ? await evaluate(context, writing, full) : undefined;
      for (const [metric, what] of Object.entries({ saved: 'keystrokes saved', acceptance: 'shown that were taken' })) {
        const peer = other && { name: 'float32', value: other.metrics[metric] ?? NaN };
        const value = { ours: own.metrics[metric] ?? NaN, ...(peer && { peer }) };
        const shown = `${(own.metrics.shownPer100Keys ?? NaN).toFixed(1)} shown per 100 keys`;
        figures.push({ what: `${what}, ${quietness}`, unit: '', ...value, ...(metric === 'acceptance' ? { note: shown } : {}) });
      }
    }
    return figures;
  },
};

async function evaluate({ root, threads, cacheFolder }: BenchContext, words: readonly string[], model: readonly string[]): Promise<Report> {
  return (await clozeEval(root, threads, [...words, ...model, '--cache', cacheFolder])) as Report;
}
