import { setImmediate } from 'node:timers/promises';
import { type CancellationToken, neverCancelled } from '../../../common/cancellation.js';
import type { ClassifierFigures, NotedText, TrainClassifierRequest, TrainClassifierResult } from '../../../common/classificationApi.js';
import type { ClassifierHead, FeatureSource } from '../../../common/classifierHead.js';
import { cancelledError } from '../../../common/clozeError.js';
import { matrixOf } from '../../../text/classification/featureMatrix.js';
import { type ExampleSet, exampleSet } from '../../../text/classification/labels.js';
import { type TrainedHead, trainHead } from '../../../text/classification/trainHead.js';
import { type NotedExample, trainingReport, type TrainingReport } from '../../../text/classification/trainingReport.js';
import { seededCoins } from '../../decode/seededCoins.js';
import type { ClassifierModels } from './classifierModels.js';
import { featureReader } from './featureReader.js';
import { wholeTextRows } from './textFeatures.js';

/** Texts whose features are computed and stored at a time: what is done stays when training is given up. */
const batchSize = 64;

/** Learns labels from examples: features of the texts, then a classifier on them. */
export async function trainClassifier(
  request: TrainClassifierRequest,
  models: ClassifierModels,
  today: () => Date,
  cancel: CancellationToken = neverCancelled,
): Promise<TrainClassifierResult> {
  const set = exampleSet(request.examples);
  const reader = await featureReader(request.by, models);
  const rows: Float32Array[] = [];
  for (let from = 0; from < set.texts.length; from += batchSize) {
    rows.push(...(await wholeTextRows(set.texts.slice(from, from + batchSize), reader)));
  }
  const training = { features: matrixOf(rows), labels: set.labels, classes: set.names.length };
  // The copies in the matrix are enough.
  rows.length = 0;
  const trained = await trainHead(training, {
    weighting: request.weighting,
    random: seededCoins(request.seed),
    async pause() {
      await setImmediate();
      if (cancel.isCancellationRequested) throw cancelledError();
    },
  });
  const report = trainingReport(trained, set.labels, set.names, seededCoins(request.seed));
  return { head: headOf(trained, report, set, reader.sources, request, today()), report: forPeople(report, set) };
}

function headOf(
  { model, strength, temperature }: TrainedHead,
  { figures, majority, labels }: TrainingReport,
  { names }: ExampleSet,
  features: readonly FeatureSource[],
  { weighting }: TrainClassifierRequest,
  date: Date,
): ClassifierHead {
  const columns = model.weights.length / names.length;
  return {
    format: 'cloze-head',
    version: 1,
    labels: names,
    features,
    temperature: rounded(temperature),
    intercepts: Array.from(model.intercepts, rounded),
    weights: names.map((_, label) => Array.from(model.weights.subarray(label * columns, (label + 1) * columns), rounded)),
    training: {
      date: date.toISOString(),
      strength,
      weighting,
      examples: labels.map(({ examples }) => examples),
      majority,
      ...(figures && { accuracy: figures.accuracy, macroF1: figures.macroF1 }),
    },
  };
}

/** As exact as the features are, and shorter in a file. */
function rounded(value: number): number {
  return Number(value.toPrecision(7));
}

function forPeople({ labels, majority, figures, note }: TrainingReport, set: ExampleSet): TrainClassifierResult['report'] {
  const { texts, names, empty, repeated, contradicting } = set;
  const noted = ({ index, said, probability }: NotedExample): NotedText => {
    return { text: texts[index] ?? '', label: names[set.labels[index] ?? 0] ?? '', said: names[said] ?? '', probability };
  };
  const shown = figures && {
    ...figures,
    uncertain: figures.uncertain.map(noted),
    suspected: figures.suspected.map(noted),
  };
  return {
    labels,
    majority,
    ...(shown && { figures: shown satisfies ClassifierFigures }),
    ...(note !== undefined && { note }),
    empty,
    repeated,
    contradicting,
  };
}
