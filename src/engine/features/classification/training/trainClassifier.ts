import { setImmediate } from 'node:timers/promises';
import type { ClassifierFigures, NotedText, TrainClassifierRequest, TrainClassifierResult } from '../../../../common/methods/training.js';
import type { ClassifierHead, FeatureSource } from '../../../../common/classifierHead.js';
import { cancelledError } from '../../../../common/clozeError.js';
import { type ExampleSet, exampleSet } from '../../../../learning/examples/labels.js';
import { type TrainedHead, trainHead } from '../../../../learning/heads/trainHead.js';
import { type NotedExample, trainingReport, type TrainingReport } from '../../../../learning/heads/trainingReport.js';
import { seededRandom } from '../../../decode/seededRandom.js';
import { featureReader } from '../vectors/featureReader.js';
import { headNumbers } from './headNumbers.js';
import { exampleFeatures } from '../vectors/exampleFeatures.js';
import { nearDuplicateCount } from './nearDuplicateCount.js';
import type { TrainingContext } from './trainingContext.js';
import { trainLabelSetClassifier } from './trainLabelSetClassifier.js';

/** Learns labels from examples: features of the texts, then a classifier on them. */
export async function trainClassifier(request: TrainClassifierRequest, context: TrainingContext): Promise<TrainClassifierResult> {
  if (request.multiLabel) return trainLabelSetClassifier(request, context);
  const { today, cancel } = context;
  const set = exampleSet(request.examples);
  const reader = await featureReader(request.by, context);
  const training = { features: await exampleFeatures(set.texts, reader, context.report), labels: set.labels, classes: set.names.length };
  const trained = await trainHead(training, {
    weighting: request.weighting,
    random: seededRandom(request.seed),
    async pause() {
      await setImmediate();
      if (cancel.isCancellationRequested) throw cancelledError();
    },
  });
  const report = trainingReport(trained, set.labels, set.names, seededRandom(request.seed));
  return {
    head: headOf(trained, report, set, reader.sources, request, today()),
    report: { ...forPeople(report, set), ...nearDuplicateCount(set.texts, trained.heldOut?.folds) },
  };
}

function headOf(
  trained: TrainedHead,
  { figures, majority, labels }: TrainingReport,
  { names }: ExampleSet,
  features: readonly FeatureSource[],
  { weighting }: TrainClassifierRequest,
  date: Date,
): ClassifierHead {
  return {
    format: 'cloze-head',
    version: 1,
    labels: names,
    features,
    ...headNumbers(trained),
    training: {
      date: date.toISOString(),
      strength: trained.strength,
      weighting,
      examples: labels.map(({ examples }) => examples),
      majority,
      ...(figures && { accuracy: figures.accuracy, macroF1: figures.macroF1 }),
    },
  };
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
