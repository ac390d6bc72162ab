import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { append } from '../../../../../common/append.js';
import type { DeepTraining, FeatureSource } from '../../../../../common/classifierHead.js';
import { passages } from '../../../../../learning/examples/passages.js';
import { type FeatureMatrix, matrixOf } from '../../../../../learning/linear/featureMatrix.js';
import type { LowRankAdapter } from '../../../../graph/blocks/lowRankInputs.js';
import { storedAdapter } from '../../../../training/storedAdapter.js';
import { tidyTrainings } from '../../../../training/tidyTrainings.js';
import type { TrainingModel } from '../../../../training/trainingModel.js';
import { TrainingStore } from '../../../../training/trainingStore.js';
import type { LowerStates } from '../../../../training/upperModel.js';
import type { LoadedEncoder } from '../../../loadedEncoder.js';
import { rowOf } from '../../vectors/adaptedFeatures.js';
import { deepSource } from '../../vectors/featureRecipe.js';
import { featureReader, type FeatureReader } from '../../vectors/featureReader.js';
import { meansOf, tailLength } from '../../vectors/gap.js';
import { wholeTextRows } from '../../textFeatures.js';
import type { TrainingContext } from '../trainingContext.js';
import type { LabelMatrix } from './adapterTargets.js';
import { deepRecipe, deepSettings } from './deepSettings.js';
import { hearNames, namesInWords } from './labelWords.js';
import { linearProbe } from './linearProbe.js';
import { LowerStateStore } from './lowerStates.js';
import { inParts } from './trainingBatches.js';
import { trainAdapter, type TrainedAdapter, stepsOf } from './trainAdapter.js';

export interface DeepTask {
  readonly texts: readonly string[];
  readonly labels: LabelMatrix;
  /** What the labels are called. */
  readonly names: readonly string[];
  /** Parts to hold out in turn; none where there are too few examples for figures. */
  readonly folds: readonly (readonly number[])[];
  readonly seed: number;
  readonly pause: () => Promise<void>;
}

/** Features of texts from a model that was trained for their labels. */
export interface DeepFeatures {
  readonly source: FeatureSource;
  readonly features: FeatureMatrix;
  /** For each part the features from a model that has not seen it. */
  readonly byFold: readonly FeatureMatrix[];
  readonly training: DeepTraining;
  /** Why training was given up before its end; a sentence. */
  readonly note?: string;
}

/** Texts whose states are in memory at a time. */
const readAtOnce = 64;

/** Trains adapters of an encoder's upper layers: for each part one without it, then one of all examples. */
export async function trainDeep(task: DeepTask, context: TrainingContext): Promise<DeepFeatures> {
  const { texts, labels, folds, seed } = task;
  const model = await context.encoder.model();
  const reader = await featureReader('encoder', context);
  const counts = Array.from({ length: labels.classes }, (_, k) =>
    texts.reduce((sum, _text, row) => sum + (labels.has[row * labels.classes + k] as number), 0),
  );
  const words = await nameWords(task.names, model);
  const settings = deepSettings(texts.length, counts, model.encoder.layers, words !== undefined);
  const source = deepSource(model, settings.below, words !== undefined);
  const training = await model.upper.training(
    {
      kind: 'training',
      below: settings.below,
      unit: 'text',
      layers: source.layers.map((layer) => layer - settings.below),
      poolings: source.pooling.length,
      multiLabel: labels.multiLabel,
    },
    meansOf(source, model),
  );
  await tidyTrainings(context.trainingFolder);
  const tail = tailLength(model, source.gap);
  const lower = new LowerStateStore(context.encoder, settings.below, context.trainingFolder, source.gap);
  try {
    const first = texts.map((text) => firstPassage(text, reader));
    const lengths = await readAll(first, lower, model.encoder.hiddenSize, context);
    const read = (adapter: LowRankAdapter): Promise<FeatureMatrix> =>
      featuresWith(adapter, texts, reader, source, settings.below, lower, training, context);
    const untrained = await read({ scale: settings.scale, factors: new Map() });
    const everything = [...texts.keys()];
    const runs = [...folds.map((fold) => without(everything, fold)), everything];
    const stepsBefore = runs.map((_, run) => runs.slice(0, run).reduce((sum, { length }) => sum + stepsOf(settings, length), 0));
    const total = (stepsBefore.at(-1) ?? 0) + stepsOf(settings, texts.length);
    const data = dataHash(texts, labels);
    const stores: TrainingStore[] = [];

    async function trained(run: number): Promise<TrainedAdapter> {
      const indexes = runs[run] ?? [];
      const name = createHash('sha256')
        .update(JSON.stringify([model.hash, data, task.names, settings, seed, indexes]))
        .digest('hex')
        .slice(0, 32);
      const store = new TrainingStore(join(context.trainingFolder, `${name}.safetensors`));
      stores.push(store);
      const head = await linearProbe(untrained, labels, indexes, task.pause);
      if (words !== undefined) hearNames(head, untrained, labels, indexes, words);
      return trainAdapter({
        training,
        turn: (work) => context.encoder.turn(work),
        states: async (examples) => {
          const all = await lower.states(examples.map((example) => first[example] ?? ''));
          return all.map((states) => withoutMiddle(states, tail, model.encoder.hiddenSize));
        },
        lengthOf: (example) => Math.min(deepRecipe.maxTokens, lengths[example] ?? 0),
        indexes,
        labels,
        head,
        settings,
        seed,
        store,
        report: (done, loss) => context.report({ done: (stepsBefore[run] ?? 0) + done, total, phase: 'training', loss }),
      });
    }

    const byFold: FeatureMatrix[] = [];
    for (const run of folds.keys()) byFold.push(await read((await trained(run)).adapter));
    const last = await trained(folds.length);
    const features = await read(last.adapter);
    for (const store of stores) await store.forget();
    return {
      source: { ...source, adapter: storedAdapter(last.adapter, settings.below) },
      features,
      byFold,
      training: { rank: settings.rank, layers: model.encoder.layers - settings.below, steps: last.steps, rate: settings.rate, seed, data },
      ...(last.diverged && {
        note: `Training was stopped after ${last.steps} steps because the loss was no number; the last good state was kept.`,
      }),
    };
  } finally {
    await lower.dispose();
    await training.dispose();
  }
}

/** Reads all texts up to the layers that are trained; returns how many tokens each has. */
async function readAll(
  texts: readonly string[],
  lower: LowerStateStore,
  hiddenSize: number,
  { report }: TrainingContext,
): Promise<number[]> {
  const lengths: number[] = [];
  for (let from = 0; from < texts.length; from += readAtOnce) {
    for (const states of await lower.states(texts.slice(from, from + readAtOnce))) lengths.push(states.length / hiddenSize);
    report({ done: lengths.length, total: texts.length, phase: 'reading' });
  }
  return lengths;
}

async function featuresWith(
  adapter: LowRankAdapter,
  texts: readonly string[],
  reader: FeatureReader,
  { layers, pooling, size }: FeatureSource,
  below: number,
  lower: LowerStateStore,
  training: TrainingModel,
  { encoder }: TrainingContext,
): Promise<FeatureMatrix> {
  const places = layers.map((layer) => layer - below - 1);
  async function rows(pieces: readonly string[]): Promise<Float32Array[]> {
    const states = await lower.states(pieces);
    const result: Float32Array[] = [];
    for (const indexes of inParts([...states.keys()], (index) => (states[index]?.length ?? 0) / size)) {
      const batch = indexes.flatMap((index) => states[index] ?? []);
      const answers = await encoder.turn(() => training.features(batch, adapter));
      indexes.forEach((index, at) => (result[index] = rowOf(answers[at] as Float32Array, places, pooling.length * size)));
    }
    return result;
  }
  const all: Float32Array[] = [];
  for (let from = 0; from < texts.length; from += readAtOnce) {
    append(all, await wholeTextRows(texts.slice(from, from + readAtOnce), { ...reader, rows }));
  }
  return matrixOf(all);
}

/** What the names of labels are compared by in a gap; undefined where the model compares none. */
async function nameWords(names: readonly string[], { tokenizer, special, upper }: LoadedEncoder): Promise<Float32Array[] | undefined> {
  if (special.mask === undefined) return undefined;
  return upper.words(namesInWords(names).map((name) => tokenizer.encode(` ${name}`)));
}

/** The states of a text's first tokens and of the tail after it, as many as are trained with. */
function withoutMiddle(states: LowerStates, tail: number, hiddenSize: number): LowerStates {
  const most = deepRecipe.maxTokens * hiddenSize;
  if (states.length <= most) return states;
  const result = states.slice(0, most);
  result.set(states.subarray(states.length - tail * hiddenSize), most - tail * hiddenSize);
  return result;
}

function firstPassage(text: string, { count, most }: FeatureReader): string {
  const [first] = passages(text, count, most);
  return first === undefined ? text : text.slice(first.start, first.end);
}

function without(all: readonly number[], fold: readonly number[]): number[] {
  const held = new Set(fold);
  return all.filter((index) => !held.has(index));
}

function dataHash(texts: readonly string[], { has }: LabelMatrix): string {
  return createHash('sha256').update(JSON.stringify(texts)).update(has).digest('hex');
}
