import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BenchContext, Measure } from '../harness/measure.js';
import type { Figure } from '../harness/result.js';
import { summarise } from '../harness/statistics.js';
import { blendTimes } from '../learning/blendTimes.js';
import { KeptFigures } from '../learning/keptFigures.js';
import { learnInto, measured, parts, type VariantFigures, variantFigures } from '../learning/workFigures.js';
import { readWorks, type Work } from '../learning/works.js';

/** Without a style, which takes long to train, and with it. */
const withoutStyle = ['model', 'ngram'] as const;
const withStyle = [...withoutStyle, 'adapter', 'both'] as const;
type Variant = (typeof withStyle)[number];

/** Words of the text by which the times of learning are stated. */
const timedWords = 60_000;

/** Characters that are learned where every step is only tried. */
const quickLength = 8000;

type WorkFigures = Readonly<Partial<Record<Variant, VariantFigures>> & Record<'model' | 'ngram', VariantFigures>>;

export const learnManuscript: Measure = {
  name: 'learn-manuscript',
  title: 'What is learned from a manuscript',
  method: `The first half of each work is learned: words and phrases (n-gram), style (adapter), or both; the second half is text that nothing has seen. Bits per byte of up to ${measured.rated.count} passages of ${measured.rated.length} characters, keystrokes that a simulated writer saves at "balanced" in ${measured.written.count} passages of ${measured.written.length} characters, and how often names that the model has no token for are completed after two letters where that is asked for (up to ${measured.names.all} places, each name ${measured.names.each} times at most).`,
  async run(context) {
    if (context.works === undefined) return 'Name a folder of works, a text file each, with --works or CLOZE_BENCH_WORKS.';
    const all = await readWorks(context.works, context.quick ? 1 : context.limit);
    const works = context.quick ? all.map((work) => ({ ...work, learned: work.learned.slice(0, quickLength) })) : all;
    const temporary = await mkdtemp(path.join(tmpdir(), 'cloze-learn-'));
    const kept = new KeptFigures(context.kept);
    // What was trained is kept beside its figures, so that it is not trained again.
    const folder = context.kept ?? temporary;
    try {
      const figures = await kept.of(context.onlyWords ? 'times.words' : 'times', () => timesOfLearning(works, temporary, context));
      const found = works.map((): Partial<Record<Variant, VariantFigures>> => ({}));
      // Part by part, so that a run that is ended has the same of many works.
      for (const part of parts) {
        for (const [nth, work] of works.entries()) {
          const own = found[nth] ?? {};
          for (const variant of context.onlyWords ? withoutStyle : withStyle) {
            const name = `${work.name}.${variant}.${part}`;
            const value = await kept.of(name, () => variantFigures(work, variant, part, folder, context));
            context.log(`${name}: ${JSON.stringify(value)}`);
            own[variant] = { ...own[variant], ...value } as VariantFigures;
          }
        }
      }
      for (const [nth, work] of works.entries()) figures.push(...shown(work.name, found[nth] as WorkFigures));
      return [...figures, ...summed(found as WorkFigures[])];
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  },
};

async function timesOfLearning(works: readonly Work[], folder: string, context: BenchContext): Promise<Figure[]> {
  const text = works.map(({ learned }) => learned).join('\n\n').split(/(?<=\s)(?=\S)/).slice(0, context.quick ? 3000 : timedWords).join(''); // prettier-ignore
  context.log('Learning by the clock …');
  const ngram = await learnInto(path.join(folder, 'timed'), text, 'ngram', context);
  const ngramMemory = megabytes();
  const figures: Figure[] = [
    { what: `counting ${ngram.words} words`, unit: 's', ours: ngram.countingMs / 1000, target: { atMost: 3 } },
    { what: 'weighing them against the model', unit: 's', ours: ngram.fittingMs / 1000 },
    { what: 'memory of both', unit: 'MB', ours: ngramMemory },
    {
      what: 'cost of the blend for a key',
      unit: 'ms',
      ours: summarise(await blendTimes(path.join(folder, 'timed'))),
      target: { atMost: 2 },
    },
  ];
  if (context.limit !== undefined || context.onlyWords) return figures;
  const adapter = await learnInto(path.join(folder, 'timed'), text, 'adapter', context);
  return [
    ...figures,
    { what: `training on ${ngram.words} words`, unit: 's', ours: (adapter.trainingMs ?? NaN) / 1000 },
    { what: 'memory of training', unit: 'MB', ours: megabytes(), target: { atMost: 900 } },
  ];
}

/** The most memory that this process has had. */
function megabytes(): number {
  return process.resourceUsage().maxRSS / 1024;
}

function shown(work: string, figures: WorkFigures): Figure[] {
  return Object.entries(figures).flatMap(([variant, { bits, saved, acceptance, completed, places }]): Figure[] => [
    {
      what: `${work}, ${variant}: bits per byte`,
      unit: '',
      ours: bits,
      ...(variant !== 'model' && { note: `${fewer(bits, figures.model.bits).toFixed(2)} % fewer` }),
    },
    { what: `${work}, ${variant}: keystrokes saved`, unit: '%', ours: saved, note: `${acceptance.toFixed(0)} % accepted` },
    { what: `${work}, ${variant}: names completed`, unit: `of ${places}`, ours: completed },
  ]);
}

function summed(works: readonly WorkFigures[]): Figure[] {
  const best = works.every(({ both }) => both !== undefined) ? 'both' : 'ngram';
  return (['ngram', 'adapter', 'both'] as const).flatMap((variant) => {
    const pairs = works.flatMap((work) => {
      const { [variant]: own, model } = work;
      return own === undefined ? [] : [{ own, model }];
    });
    if (pairs.length < works.length) return [];
    const mean = (of: (pair: (typeof pairs)[number]) => number): number => pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
    const total = (of: (pair: (typeof pairs)[number]) => number): number => pairs.reduce((sum, pair) => sum + of(pair), 0);
    const [completed, before] = [total(({ own }) => own.completed), total(({ model }) => model.completed)];
    const aim = (atLeast: number): Pick<Figure, 'target'> => (variant === best ? { target: { atLeast } } : {});
    return [
      { what: `all works, ${variant}: fewer bits`, unit: '%', ours: mean(({ own, model }) => fewer(own.bits, model.bits)), ...aim(6) },
      { what: `all works, ${variant}: more keystrokes saved`, unit: 'points', ours: mean(({ own, model }) => own.saved - model.saved), ...aim(3) }, // prettier-ignore
      {
        what: `all works, ${variant}: names completed`,
        unit: 'times as often',
        ours: completed / Math.max(1, before),
        note: `${completed} of ${total(({ own }) => own.places)}, ${before} without`,
        ...aim(3),
      },
    ];
  });
}

function fewer(bits: number, before: number): number {
  return 100 * (1 - bits / before);
}
