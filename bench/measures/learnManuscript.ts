import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { neverCancelled } from '../../src/common/cancellation.js';
import type { LearnedKind, LearnResult } from '../../src/common/methods/manuscript.js';
import { createEngine, type Engine } from '../../src/engine/engine.js';
import { WritersModel } from '../../src/engine/features/learn/writersModel.js';
import { modelKeys } from '../../src/engine/modelKeys.js';
import { openModel } from '../../src/engine/openModel.js';
import { keystrokesMetrics, type KeystrokesResult } from '../eval/keystrokes.js';
import { lmMetrics, rateText } from '../eval/lm.js';
import { simulateWriter } from '../eval/simulatedWriter.js';
import { WriterSession } from '../eval/writerSession.js';
import type { BenchContext, Measure } from '../harness/measure.js';
import type { Figure } from '../harness/result.js';
import { summarise } from '../harness/statistics.js';
import { blendTimes } from '../learning/blendTimes.js';
import { completedNames, placesOfNames } from '../learning/nameCompletion.js';
import { passagesOf, readWorks, type Work } from '../learning/works.js';

const variants = ['model', 'ngram', 'adapter', 'both'] as const;
type Variant = (typeof variants)[number];

/** Words of the text by which the times of learning are stated. */
const timedWords = 60_000;

/** What of a second half is rated, written and asked about. */
const rated = { count: 12, length: 2500 };
const written = { count: 3, length: 500 };
const names = { each: 3, all: 40 };

/** Characters that are learned where every step is only tried. */
const quickLength = 8000;

interface WorkFigures {
  readonly bits: Readonly<Record<Variant, number>>;
  readonly saved: Readonly<Record<Variant, number>>;
  readonly acceptance: Readonly<Record<Variant, number>>;
  readonly completed: Readonly<Record<Variant, number>>;
  readonly places: number;
}

export const learnManuscript: Measure = {
  name: 'learn-manuscript',
  title: 'What is learned from a manuscript',
  method: `The first half of each work is learned: words and phrases (n-gram), style (adapter), or both; the second half is text that nothing has seen. Bits per byte of up to ${rated.count} passages of ${rated.length} characters, keystrokes that a simulated writer saves at "balanced" in ${written.count} passages of ${written.length} characters, and how often names that the model has no token for are completed after two letters where that is asked for (up to ${names.all} places, each name ${names.each} times at most).`,
  async run(context) {
    if (context.works === undefined) return 'Name a folder of works, a text file each, with --works or CLOZE_BENCH_WORKS.';
    const all = await readWorks(context.works, context.quick ? 1 : context.limit);
    const works = context.quick ? all.map((work) => ({ ...work, learned: work.learned.slice(0, quickLength) })) : all;
    const folder = await mkdtemp(path.join(tmpdir(), 'cloze-learn-'));
    try {
      const figures = await timesOfLearning(works, folder, context);
      const found: WorkFigures[] = [];
      for (const work of works) {
        context.log(`${work.name} …`);
        const own = await figuresOf(work, path.join(folder, work.name), context);
        found.push(own);
        figures.push(...shown(work.name, own));
      }
      return [...figures, ...summed(found)];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function engineWith(context: BenchContext, learnedFolder?: string): Engine {
  const { root, model, threads, cacheFolder } = context;
  const init = {
    modelFolders: [path.join(root, 'models')],
    cacheFolder,
    causalModel: model,
    encoderModel: 'bert-base-uncased',
    device: 'cpu',
    threads,
  } as const;
  return createEngine(
    { ...init, ...(learnedFolder !== undefined && { learnedFolder }) },
    { log: (level, message) => level === 'error' && context.log(message), now: () => performance.now() },
  );
}

async function learnInto(folder: string, text: string, kind: LearnedKind, context: BenchContext): Promise<LearnResult> {
  const file = `${folder}.txt`;
  await writeFile(file, text);
  const engine = engineWith(context);
  try {
    const sources = [{ path: file, name: path.basename(file), language: 'plaintext' }];
    return await engine.learn({ sources, folder, onlyEnglish: true, with: kind }, neverCancelled, ({ phase, done, total, loss }) => {
      if (phase === 'training' && done % 20 === 0) context.log(`  step ${done} of ${total}, loss ${loss?.toFixed(3)}`);
    });
  } finally {
    await engine.dispose();
  }
}

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
  if (context.limit !== undefined) return figures;
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

async function figuresOf(work: Work, folder: string, context: BenchContext): Promise<WorkFigures> {
  const kinds = variants.filter((variant) => variant !== 'model');
  const learned = new Map<Variant, LearnResult>();
  for (const kind of kinds) learned.set(kind, await learnInto(folder + kind, work.learned, kind, context));
  const known = (learned.get('ngram')?.known ?? []).filter(({ isName }) => isName).map(({ text }) => text);
  const places = placesOfNames(work.written, known, names.each).slice(0, context.quick ? 4 : names.all);
  const record = <T>(of: (variant: Variant) => T): Record<Variant, T> =>
    Object.fromEntries(variants.map((variant) => [variant, of(variant)])) as Record<Variant, T>;
  const [bits, saved, acceptance, completed] = [record(() => NaN), record(() => NaN), record(() => NaN), record(() => 0)];
  for (const variant of variants) {
    const own = variant === 'model' ? undefined : folder + variant;
    bits[variant] = await bitsPerByte(work.written, own, context);
    const engine = engineWith(context, own);
    try {
      const keys = await keystrokes(work.written, engine, context);
      [saved[variant], acceptance[variant]] = [100 * (keys.saved ?? NaN), 100 * (keys.acceptance ?? NaN)];
      completed[variant] = await completedNames(engine, work.written, places);
    } finally {
      await engine.dispose();
    }
  }
  return { bits, saved, acceptance, completed, places: places.length };
}

async function bitsPerByte(text: string, folder: string | undefined, context: BenchContext): Promise<number> {
  const { root, model, threads, cacheFolder } = context;
  const places = { modelFolders: [path.join(root, 'models')], cacheFolder, threads };
  const loaded = await openModel(modelKeys({ causalModel: model, device: 'cpu' }).causal, places);
  try {
    const writing = await new WritersModel(folder).of(loaded);
    const passages = passagesOf(text, context.quick ? 1 : rated.count, rated.length);
    const results = [];
    for (const passage of passages) results.push(await rateText({ group: '', text: passage }, writing, neverCancelled));
    return lmMetrics(results)['bitsPerByte'] ?? NaN;
  } finally {
    await loaded.dispose();
  }
}

async function keystrokes(text: string, engine: Engine, context: BenchContext): Promise<ReturnType<typeof keystrokesMetrics>> {
  const results: KeystrokesResult[] = [];
  for (const passage of passagesOf(text, context.quick ? 1 : written.count, context.quick ? 120 : written.length)) {
    const session = new WriterSession(engine, { quietness: 'balanced', maxWords: 10, stopAt: 'sentence' }, neverCancelled);
    try {
      const writing = await simulateWriter(passage, (before) => session.suggest(before));
      if (writing === undefined) continue;
      const { characters, keys, outcomes } = writing;
      results.push({
        group: '',
        characters,
        keys,
        outcomes: [...outcomes.values()],
        latencies: session.latencies,
        keysAlong: session.keysAlong,
      });
    } finally {
      session.dispose();
    }
  }
  return keystrokesMetrics(results);
}

function shown(work: string, { bits, saved, acceptance, completed, places }: WorkFigures): Figure[] {
  return variants.flatMap((variant): Figure[] => [
    {
      what: `${work}, ${variant}: bits per byte`,
      unit: '',
      ours: bits[variant],
      ...(variant !== 'model' && { note: `${fewer(bits, variant).toFixed(2)} % fewer` }),
    },
    {
      what: `${work}, ${variant}: keystrokes saved`,
      unit: '%',
      ours: saved[variant],
      note: `${acceptance[variant].toFixed(0)} % accepted`,
    },
    { what: `${work}, ${variant}: names completed`, unit: `of ${places}`, ours: completed[variant] },
  ]);
}

function summed(works: readonly WorkFigures[]): Figure[] {
  const mean = (of: (work: WorkFigures) => number): number => works.reduce((sum, work) => sum + of(work), 0) / works.length;
  const total = (of: (work: WorkFigures) => number): number => works.reduce((sum, work) => sum + of(work), 0);
  return [
    { what: 'all works, n-gram: fewer bits', unit: '%', ours: mean(({ bits }) => fewer(bits, 'ngram')) },
    { what: 'all works, adapter: fewer bits', unit: '%', ours: mean(({ bits }) => fewer(bits, 'adapter')) },
    { what: 'all works, both: fewer bits', unit: '%', ours: mean(({ bits }) => fewer(bits, 'both')), target: { atLeast: 6 } },
    {
      what: 'all works, both: more keystrokes saved',
      unit: 'points',
      ours: mean(({ saved }) => saved.both - saved.model),
      target: { atLeast: 3 },
    },
    {
      what: 'all works, both: names completed',
      unit: 'times as often',
      ours:
        total(({ completed }) => completed.both) /
        Math.max(
          1,
          total(({ completed }) => completed.model),
        ),
      note: `${total(({ completed }) => completed.both)} of ${total(({ places }) => places)}`,
      target: { atLeast: 3 },
    },
  ];
}

function fewer(bits: WorkFigures['bits'], variant: Variant): number {
  return 100 * (1 - bits[variant] / bits.model);
}
