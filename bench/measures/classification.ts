import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EngineClient } from '../../src/backend/engineClient.js';
import type { ClassifierHead } from '../../src/common/classifierHead.js';
import type { Example } from '../../src/learning/examples/labels.js';
import { startEngine, stopEngine } from '../harness/engineChild.js';
import { inTurns } from '../harness/inTurns.js';
import type { BenchContext, Measure } from '../harness/measure.js';
import type { Figure } from '../harness/result.js';
import { setFolder } from '../harness/setFolder.js';
import { quantile, ratioOfPairs, summarise } from '../harness/statistics.js';
import { examplesOf } from '../labels/labelSets.js';
import { installPeers } from '../peers/install.js';
import { startEncoderSide } from '../sides/startSide.js';

/** Rows of one batch. */
const batchRows = 64;

/** Rows that the classifier of the timings is trained on. */
const trainedRows = 200;

export const classification: Measure = {
  name: 'classification',
  title: 'Labels',
  method:
    'Rows of AG News get labels from a classifier on BERT: one row at a time as for a selection, and 64 in one call, each row once so that nothing is known of it before. The peer runs the same encoder in 8 bits with a classifier of two labels, on the ONNX export that its users run. Then a classifier is trained on 3,200 rows with an empty cache, features, choice of strength and report included.',
  async run(context) {
    const folder = context.evalFolder === undefined ? undefined : setFolder(context.evalFolder, 'ag-news');
    if (folder === undefined) return 'Name a folder beside ag-news with --eval or CLOZE_BENCH_EVAL.';
    const train = await examplesOf(path.join(folder, 'train.csv'));
    const others = await examplesOf(path.join(folder, 'dev.csv'));
    const texts = others.map(({ text }) => text);
    const cacheFolder = await mkdtemp(path.join(tmpdir(), 'cloze-bench-'));
    try {
      const engine = await startEngine(context, cacheFolder);
      try {
        const head = await trained(engine.client, others.slice(context.quick ? -40 : -trainedRows));
        return [
          ...(await oneByOne(context, engine.client, head, texts)),
          ...(await batches(context, engine.client, head, texts.slice(100))),
          ...(await training(context, engine.client, train)),
        ];
      } finally {
        await stopEngine(engine);
      }
    } finally {
      await rm(cacheFolder, { recursive: true, force: true });
    }
  },
};

async function oneByOne(context: BenchContext, client: EngineClient, head: ClassifierHead, texts: readonly string[]): Promise<Figure[]> {
  context.log('Labels, one text in a call …');
  const waits: number[] = [];
  for (const text of texts.slice(0, context.quick ? 5 : 100)) waits.push(await timed(() => label(client, head, [text])));
  const what = 'the label of one text';
  return [
    { what: `${what}, half of the texts`, unit: 'ms', ours: summarise(waits) },
    { what: `${what}, 95 of 100 texts`, unit: 'ms', ours: quantile(waits, 0.95), target: { atMost: 150 } },
  ];
}

async function batches(context: BenchContext, client: EngineClient, head: ClassifierHead, texts: readonly string[]): Promise<Figure[]> {
  const { onnxEncoder, threads, cacheFolder, quick } = context;
  const rounds = quick ? 2 : 9;
  const batch = (round: number): string[] => texts.slice(round * batchRows, (round + 1) * batchRows);
  const ours = async (round: number): Promise<number> => (await timed(() => label(client, head, batch(round)))) / batchRows;
  const what = `${batchRows} texts in a call`;
  context.log(`Labels, ${what} …`);
  if (onnxEncoder === undefined) {
    const [times = []] = await inTurns(rounds, [ours]);
    return [{ what, unit: 'ms each', ours: summarise(times), note: `${(1000 / quantile(times, 0.5)).toFixed(1)} a second` }];
  }
  installPeers('@huggingface/transformers');
  const peer = startEncoderSide('transformersEncoder.ts');
  try {
    const { name, version } = await peer.open({ model: path.resolve(onnxEncoder), threads, cacheFolder });
    const theirs = async (round: number): Promise<number> =>
      (await peer.follow(batch(round).map((text) => [text, ''] as const))).ms / batchRows;
    await theirs(rounds);
    const [times = [], peerTimes = []] = await inTurns(rounds, [ours, theirs]);
    return [
      {
        what,
        unit: 'ms each',
        ours: summarise(times),
        peer: { name: `${name} ${version}`, value: summarise(peerTimes) },
        ratio: ratioOfPairs(times, peerTimes),
        target: { atMost: 0.5 },
        note: `${(1000 / quantile(times, 0.5)).toFixed(1)} a second, the peer ${(1000 / quantile(peerTimes, 0.5)).toFixed(1)}`,
      },
    ];
  } finally {
    await peer.close();
  }
}

async function training(context: BenchContext, client: EngineClient, examples: readonly Example[]): Promise<Figure[]> {
  context.log('Training …');
  const rows = context.quick ? examples.slice(0, 60) : examples;
  const ms = await timed(() => trained(client, rows));
  const { residentBytes } = await client.engine.status();
  return [
    { what: `training on ${rows.length} rows`, unit: 's', ours: ms / 1000, target: { atMost: 60 } },
    { what: "the engine's memory after it", unit: 'MB', ours: residentBytes / 1e6, target: { atMost: 500 } },
  ];
}

async function trained(client: EngineClient, examples: readonly Example[]): Promise<ClassifierHead> {
  return (await client.engine.trainClassifier({ examples, by: 'encoder', weighting: 'none', seed: 1 })).head;
}

function label(client: EngineClient, head: ClassifierHead, texts: readonly string[]): Promise<unknown> {
  return client.engine.classify({ texts, classifier: { kind: 'head', head }, multiLabel: false, why: false });
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}
