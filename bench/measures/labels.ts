import type { EngineClient } from '../../src/backend/engineClient.js';
import { startEngine, stopEngine } from '../harness/engineChild.js';
import type { BenchContext, Measure } from '../harness/measure.js';
import type { Figure } from '../harness/result.js';
import { type LabelSet, labelSets, someOfEach } from '../labels/labelSets.js';
import { featuresOf, figuresOfHead, headOn, zeroShotFigures } from '../labels/ourLabels.js';
import {
  type FeaturesBy,
  type HeadJob,
  type LabelFigures,
  scikitLearn,
  type ScikitLearnFigures,
  type ScikitLearnJob,
} from '../labels/scikitLearn.js';

const sources = ['encoder', 'causal', 'both'] as const;

const nameOf: Readonly<Record<FeaturesBy, string>> = { encoder: 'BERT', causal: 'GPT', both: 'both' };

/** How many examples of a label are learnt from, and how often others are drawn, since few of them may be lucky ones. */
const sizes = [
  { perLabel: 20, draws: 5 },
  { perLabel: 100, draws: 3 },
  { perLabel: Infinity, draws: 1 },
] as const;

interface OwnHead extends HeadJob {
  readonly figures: LabelFigures;
}

export const labels: Measure = {
  name: 'labels',
  title: 'How often labels are right',
  method:
    'Accuracy on the development rows of SST-2 (872) and AG News (1,600), of classifiers trained on some rows of each label (20: the mean of five draws, 100: of three) or on all, and of labels without training. Beside it scikit-learn’s logistic regression on the same features and examples, which chooses its strength itself; and the same on words and pairs of words counted by TF-IDF.',
  async run(context) {
    const { evalFolder, python } = context;
    if (evalFolder === undefined) return 'Name a folder beside sst2 and ag-news with --eval or CLOZE_BENCH_EVAL.';
    if (python === undefined) return 'Name a Python that has scikit-learn with --python or CLOZE_BENCH_PYTHON.';
    const engine = await startEngine(context);
    try {
      const figures: Figure[] = [];
      for (const set of await labelSets(evalFolder)) figures.push(...(await figuresOn(set, python, engine.client, context)));
      return figures;
    } finally {
      await stopEngine(engine);
    }
  },
};

async function figuresOn(all: LabelSet, python: string, engine: EngineClient, context: BenchContext): Promise<Figure[]> {
  const set = context.quick ? partOf(all) : all;
  const subsets = sizes.flatMap(({ perLabel, draws }, size) =>
    Array.from({ length: draws }, (_, draw) => ({ size, indexes: someOfEach(set.train, perLabel, draw + 1) })),
  );
  const features: Record<string, ScikitLearnJob['features'][string]> = {};
  const heads: OwnHead[] = [];
  for (const by of sources) {
    context.log(`${set.name}: features of ${nameOf[by]} …`);
    const read = { train: await featuresOf(set.train.texts, by, engine), test: await featuresOf(set.test.texts, by, engine) };
    features[by] = read;
    context.log(`${set.name}: classifiers on ${nameOf[by]} …`);
    for (const [subset, { indexes }] of subsets.entries()) {
      const head = await headOn(set, indexes, by, engine);
      heads.push({ features: by, subset, strength: head.training.strength, figures: figuresOfHead(head, read.test, set) });
    }
  }
  context.log(`${set.name}: scikit-learn …`);
  const peer = await scikitLearn(python, { set, features, subsets: subsets.map(({ indexes }) => indexes), heads });
  context.log(`${set.name}: labels without training …`);
  const guesses: Figure[] = [];
  for (const by of sources) guesses.push(shown(`${set.name}, no training, ${nameOf[by]}`, await zeroShotFigures(set, by, engine)));
  return [...trainedFigures(set.name, subsets, heads, peer), ...guesses];
}

function trainedFigures(
  set: string,
  subsets: readonly { readonly size: number }[],
  heads: readonly OwnHead[],
  peer: ScikitLearnFigures,
): Figure[] {
  const figures: Figure[] = [];
  const sklearn = `scikit-learn ${peer.version}`;
  for (const [size, { perLabel }] of sizes.entries()) {
    const from = `${set}, ${perLabel === Infinity ? 'all rows' : `${perLabel} rows a label`}`;
    const ofSize = (subset: number): boolean => subsets[subset]?.size === size;
    const words = meanFigures(peer.words.filter((_, subset) => ofSize(subset)));
    for (const by of sources) {
      const chosen = heads.flatMap((head, index) =>
        head.features === by && ofSize(head.subset) ? [{ head, theirs: peer.heads[index] }] : [],
      );
      const ours = meanFigures(chosen.map(({ head }) => head.figures));
      const theirs = meanFigures(chosen.flatMap((each) => each.theirs?.chosen ?? []));
      figures.push({ ...shown(`${from}, ${nameOf[by]}`, ours), peer: { name: sklearn, value: theirs.accuracy } });
    }
    figures.push({ ...shown(`${from}, TF-IDF`, words), note: `by ${sklearn}; macro-F1 ${words.macroF1.toFixed(1)}` });
  }
  const gaps = heads.map(({ figures: own }, index) => Math.abs(own.accuracy - (peer.heads[index]?.same.accuracy ?? NaN)));
  const whole = heads.filter(({ subset }) => sizes[subsets[subset]?.size ?? 0]?.perLabel === Infinity);
  const best = Math.max(...whole.map((head) => head.figures.accuracy));
  return [
    ...figures,
    {
      what: `${set}, largest difference from scikit-learn with the same strength`,
      unit: 'points',
      ours: Math.max(...gaps),
      note: `on the mean ${mean(gaps).toFixed(2)}`,
      target: { atMost: 0.3 },
    },
    {
      what: `${set}, all rows, the best above TF-IDF`,
      unit: 'points',
      ours: best - (peer.words.at(-1)?.accuracy ?? NaN),
      ...(set === 'sst2' && { target: { atLeast: 3 } }),
    },
  ];
}

function shown(what: string, { accuracy, macroF1 }: LabelFigures): Figure {
  return { what, unit: '%', ours: accuracy, note: `macro-F1 ${macroF1.toFixed(1)}` };
}

function meanFigures(figures: readonly LabelFigures[]): LabelFigures {
  return { accuracy: mean(figures.map(({ accuracy }) => accuracy)), macroF1: mean(figures.map(({ macroF1 }) => macroF1)) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function partOf({ train, test, ...set }: LabelSet): LabelSet {
  const few = ({ texts, labels: each }: LabelSet['train']): LabelSet['train'] => ({ texts: texts.slice(0, 60), labels: each.slice(0, 60) });
  return { ...set, train: few(train), test: few(test) };
}
