import type { ClassifierFigures, NotedText, TrainClassifierRequest, TrainClassifierResult } from '../../../../common/methods/training.js';
import type { ClassifierHead } from '../../../../common/classifierHead.js';
import { minOf } from '../../../../common/extremes.js';
import { type ExampleSet, exampleSet } from '../../../../learning/examples/labels.js';
import { exampleWeights } from '../../../../learning/linear/classWeights.js';
import { byClass, stratifiedFolds } from '../../../../learning/validation/folds.js';
import { minForFigures, type TrainedHead, trainHead } from '../../../../learning/heads/trainHead.js';
import { type NotedExample, trainingReport, type TrainingReport } from '../../../../learning/heads/trainingReport.js';
import { seededRandom } from '../../../decode/seededRandom.js';
import { headNumbers } from './headNumbers.js';
import { chooseDepth, type DepthTraining, pauseOf, type TrainedFeatures } from './chooseDepth.js';
import { nearDuplicateCount } from './nearDuplicateCount.js';
import type { TrainingContext } from './trainingContext.js';
import { labelSetTraining } from './trainLabelSetClassifier.js';

/** Learns labels from examples: features of the texts, then a classifier on them; `depth` says whether layers of the model learn too. */
export async function trainClassifier(request: TrainClassifierRequest, context: TrainingContext): Promise<TrainClassifierResult> {
  return chooseDepth(request, request.multiLabel ? labelSetTraining(request, context) : labelTraining(request, context), context);
}

/** How texts with one label each are learned. */
function labelTraining(request: TrainClassifierRequest, context: TrainingContext): DepthTraining {
  const { seed, weighting } = request;
  const set = exampleSet(request.examples);
  const classes = set.names.length;
  const has = new Uint8Array(set.texts.length * classes);
  set.labels.forEach((label, row) => (has[row * classes + label] = 1));
  const fewest = minOf([...byClass(set.labels).values()].map((rows) => rows.length));
  const options = { weighting, pause: () => pauseOf(context) };

  async function trained(features: TrainedFeatures): Promise<TrainClassifierResult> {
    const head = await trainHead({ ...features, labels: set.labels, classes }, { ...options, random: seededRandom(seed) });
    const report = trainingReport(head, set.labels, set.names, seededRandom(seed));
    return {
      head: headOf(head, report, set, features, request, context.today()),
      report: { ...forPeople(report, set), ...nearDuplicateCount(set.texts, head.heldOut?.folds) },
    };
  }

  return {
    texts: set.texts,
    names: set.names,
    labels: { has, classes, multiLabel: false, weights: exampleWeights(set.labels, classes, weighting) },
    folds: (count) => (fewest < minForFigures ? undefined : stratifiedFolds(set.labels, count, seededRandom(seed))),
    trained,
  };
}

function headOf(
  trained: TrainedHead,
  { figures, majority, labels }: TrainingReport,
  { names }: ExampleSet,
  { sources: features, deep }: TrainedFeatures,
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
      ...(deep && { deep }),
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
