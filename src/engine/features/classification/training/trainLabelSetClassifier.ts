import type { ClassifierReport, NotedText, TrainClassifierRequest, TrainClassifierResult } from '../../../../common/methods/training.js';
import { type LabelSetReport, labelSetReport, type NotedLabelSet } from '../../../../learning/multiLabel/labelSetReport.js';
import { type LabelSets, labelSets } from '../../../../learning/multiLabel/labelSets.js';
import { joinedLabels } from '../../../../learning/multiLabel/saidLabels.js';
import { labelSetFolds, trainLabelSets } from '../../../../learning/multiLabel/trainLabelSets.js';
import { seededRandom } from '../../../decode/seededRandom.js';
import { type DepthTraining, pauseOf, type TrainedFeatures } from './chooseDepth.js';
import { nearDuplicateCount } from './nearDuplicateCount.js';
import type { TrainingContext } from './trainingContext.js';
import { headNumbers } from './headNumbers.js';

/** How texts are learned that may have several labels, or none. */
export function labelSetTraining(request: TrainClassifierRequest, context: TrainingContext): DepthTraining {
  const set = labelSets(request.examples);
  const { has, names, texts } = set;
  return {
    texts,
    names,
    labels: { has, classes: names.length, multiLabel: true, weights: new Float64Array(texts.length).fill(1) },
    folds: (count) => labelSetFolds(has, names.length, count, seededRandom(request.seed)),
    trained: (features) => trainedSets(features, set, request, context),
  };
}

async function trainedSets(
  { sources, deep, ...known }: TrainedFeatures,
  set: LabelSets,
  { weighting, seed }: TrainClassifierRequest,
  context: TrainingContext,
): Promise<TrainClassifierResult> {
  const options = { weighting, random: seededRandom(seed), pause: () => pauseOf(context) };
  const trained = await trainLabelSets({ ...known, has: set.has, labels: set.names.length }, options);
  const report = labelSetReport(trained, set, seededRandom(seed));
  const { figures, labels, majority } = report;
  const { strengths, thresholds, model } = trained;
  return {
    head: {
      format: 'cloze-head',
      version: 1,
      labels: set.names,
      features: sources,
      ...headNumbers({ model, temperature: 1 }),
      thresholds,
      training: {
        date: context.today().toISOString(),
        // Each label has its own; this one is in the middle of them.
        strength: strengths.toSorted((a, b) => a - b)[strengths.length >> 1] ?? 1,
        weighting,
        examples: labels.map(({ examples }) => examples),
        majority,
        ...(deep && { deep }),
        ...(figures && { accuracy: figures.accuracy, macroF1: figures.macroF1 }),
      },
    },
    report: { ...forPeople(report, set), ...nearDuplicateCount(set.texts, trained.heldOut?.folds) },
  };
}

function forPeople({ figures, ...known }: LabelSetReport, set: LabelSets): ClassifierReport {
  const { empty, repeated } = set;
  const noted = (all: readonly NotedLabelSet[]): NotedText[] => all.map((each) => notedText(each, set));
  return {
    ...known,
    ...(figures && { figures: { ...figures, uncertain: noted(figures.uncertain), suspected: noted(figures.suspected) } }),
    empty,
    repeated,
    contradicting: [],
  };
}

/** The labels as they are given, and as they are with the noted decision. */
function notedText({ index, label, isSaid, certainty }: NotedLabelSet, { texts, names, has }: LabelSets): NotedText {
  const given = names.filter((_, each) => has[index * names.length + each] === 1);
  const said = names.filter((name, each) => (each === label ? isSaid : given.includes(name)));
  return { text: texts[index] ?? '', label: joinedLabels(given), said: joinedLabels(said), probability: certainty };
}
