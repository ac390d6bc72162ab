import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EngineClient } from '../../src/backend/engineClient.js';
import type { ClassifierHead } from '../../src/common/classifierHead.js';
import type { TrainingDepth } from '../../src/common/methods/training.js';
import type { Example } from '../../src/learning/examples/labels.js';
import { startEngine, stopEngine } from '../harness/engineChild.js';
import type { BenchContext, Measure } from '../harness/measure.js';
import type { Figure } from '../harness/result.js';
import { deepPeer, type DeepPeerFigures, type Draw } from '../labels/deepPeer.js';
import { type Labelled, type LabelSet, labelSets, someOfEach } from '../labels/labelSets.js';
import { accuracyOn } from '../labels/ourLabels.js';

/** How many examples of a label are learned from, how often others are drawn, and what is to be reached, in percent. */
const sizes = [
  { perLabel: 20, draws: 5, targets: { sst2: 80, 'ag-news': 86.5 } },
  { perLabel: 100, draws: 3, targets: { sst2: 86, 'ag-news': 89.5 } },
  { perLabel: Infinity, draws: 1, targets: { sst2: 90.5, 'ag-news': 92 } },
] as const;

type Size = (typeof sizes)[number];

export const deepLabels: Measure = {
  name: 'deep-labels',
  title: 'How often labels are right after deep training',
  method:
    'Accuracy on the development rows of SST-2 (872) and AG News (1,600) of classifiers that were trained deep on some rows of each label (20: the mean of five draws, 100: of three) or on all, with BERT; the fast classifier on the same rows stands in the note. The peer trains the unrounded BERT by the same recipe with Transformers and PEFT. Then time and the most memory of training on 200 rows of SST-2 with an empty cache, cross-validation included.',
  async run(context) {
    const { evalFolder } = context;
    if (evalFolder === undefined) return 'Name a folder beside sst2 and ag-news with --eval or CLOZE_BENCH_EVAL.';
    const sets = (await labelSets(evalFolder)).map((set) => (context.quick ? partOf(set) : set));
    const [first] = sets;
    if (first === undefined) return 'There is neither sst2 nor ag-news beside the folder.';
    const cost = await costOn(first, context);
    const engine = await startEngine(context);
    try {
      const figures: Figure[] = [];
      for (const set of sets) {
        for (const size of sizes.filter(({ perLabel }) => isAsked(perLabel, context))) {
          figures.push(await figureOn(set, size, engine.client, context));
        }
      }
      return [...figures, ...cost];
    } finally {
      await stopEngine(engine);
    }
  },
};

function isAsked(perLabel: number, { sizes: asked }: BenchContext): boolean {
  return asked === undefined || asked.includes(perLabel === Infinity ? 'all' : String(perLabel));
}

async function figureOn(
  set: LabelSet,
  { perLabel, draws: most, targets }: Size,
  engine: EngineClient,
  context: BenchContext,
): Promise<Figure> {
  const count = context.quick ? 1 : Math.min(most, context.seeds ?? Infinity);
  const draws: Draw[] = Array.from({ length: count }, (_, draw) => ({ rows: someOfEach(set.train, perLabel, draw + 1), seed: draw + 1 }));
  const from = `${set.name}, ${perLabel === Infinity ? 'all rows' : `${perLabel} rows a label`}`;
  const found: Record<'deep' | 'fast', number[]> = { deep: [], fast: [] };
  let learned: ClassifierHead | undefined;
  for (const { rows, seed } of draws) {
    for (const depth of ['fast', 'deep'] as const) {
      const head = await trained(engine, examplesAt(set, rows), depth, seed);
      if (depth === 'deep') learned = head;
      const accuracy = await accuracyOn(set, head, engine);
      found[depth].push(accuracy);
      context.log(`${from}, seed ${seed}, ${depth}: ${accuracy.toFixed(1)} %`);
    }
  }
  const peer = learned && (await peerOf(set, draws, learned, context));
  const [deep, fast] = [mean(found.deep), mean(found.fast)];
  return {
    what: from,
    unit: '%',
    ours: deep,
    ...(peer && {
      peer: {
        name: `PEFT ${peer.versions.peft}, Transformers ${peer.versions.transformers}`,
        value: 100 * mean(peer.sets[0]?.accuracy ?? []),
      },
    }),
    note: `fast ${fast.toFixed(1)}; ${count} ${count === 1 ? 'draw' : 'draws'}`,
    ...(set.name in targets && { target: { atLeast: targets[set.name as keyof typeof targets] } }),
  };
}

async function peerOf(
  set: LabelSet,
  draws: readonly Draw[],
  head: ClassifierHead,
  context: BenchContext,
): Promise<DeepPeerFigures | undefined> {
  const { python, fullEncoder, threads } = context;
  if (python === undefined || fullEncoder === undefined) return undefined;
  context.log(`${set.name}: PyTorch …`);
  return deepPeer([{ set, draws }], { python, encoder: fullEncoder, head, threads });
}

/** Rows that time and memory are measured on. */
const costRows = 200;

async function costOn(set: LabelSet, context: BenchContext): Promise<Figure[]> {
  const cacheFolder = await mkdtemp(path.join(tmpdir(), 'cloze-bench-'));
  const engine = await startEngine(context, cacheFolder);
  try {
    const rows = someOfEach(set.train, costRows / set.labels.length, 1);
    const started = performance.now();
    await trained(engine.client, examplesAt(set, rows), 'deep', 1);
    const minutes = (performance.now() - started) / 60_000;
    context.log(`Deep training on ${rows.length} rows: ${minutes.toFixed(1)} min`);
    const peak = await peakMemory(engine.pid);
    const what = `deep training on ${rows.length} rows of ${set.name}`;
    return [
      { what, unit: 'min', ours: minutes, target: { atMost: 4 } },
      ...(peak === undefined ? [] : [{ what: `${what}, the most memory`, unit: 'MB', ours: peak / 1e6, target: { atMost: 900 } }]),
    ];
  } finally {
    await stopEngine(engine);
    await rm(cacheFolder, { recursive: true, force: true });
  }
}

/** The most resident memory that a process has had, in bytes; Linux alone says so. */
async function peakMemory(pid: number | undefined): Promise<number | undefined> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(text)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

async function trained(engine: EngineClient, examples: readonly Example[], depth: TrainingDepth, seed: number): Promise<ClassifierHead> {
  return (await engine.engine.trainClassifier({ examples, by: 'encoder', weighting: 'none', seed, depth })).head;
}

function examplesAt({ train, labels }: LabelSet, rows: readonly number[]): Example[] {
  return rows.map((row) => ({ text: train.texts[row] ?? '', label: labels[train.labels[row] ?? 0] ?? '' }));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** So few of each label that every step can be tried in a minute. */
function partOf({ train, test, ...set }: LabelSet): LabelSet {
  const few = (all: Labelled): Labelled => {
    const rows = someOfEach(all, 2, 1);
    return { texts: rows.map((row) => all.texts[row] ?? ''), labels: rows.map((row) => all.labels[row] ?? 0) };
  };
  return { ...set, train: few(train), test: few(test) };
}
