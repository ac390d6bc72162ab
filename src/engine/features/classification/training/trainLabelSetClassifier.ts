import { setImmediate } from 'node:timers/promises';
import type { ClassifierReport, NotedText, TrainClassifierRequest, TrainClassifierResult } from '../../../../common/methods/training.js';
import { cancelledError } from '../../../../common/clozeError.js';
import { type LabelSetReport, labelSetReport, type NotedLabelSet } from '../../../../learning/multiLabel/labelSetReport.js';
import { type LabelSets, labelSets } from '../../../../learning/multiLabel/labelSets.js';
import { joinedLabels } from '../../../../learning/multiLabel/saidLabels.js';
import { trainLabelSets } from '../../../../learning/multiLabel/trainLabelSets.js';
import { seededRandom } from '../../../decode/seededRandom.js';
import { exampleFeatures } from '../vectors/exampleFeatures.js';
import { featureReader } from '../vectors/featureReader.js';
import { nearDuplicateCount } from './nearDuplicateCount.js';
import type { TrainingContext } from './trainingContext.js';
import { headNumbers } from './headNumbers.js';

/** Learns labels of which a text may have several, or none, from examples. */
export async function trainLabelSetClassifier(
  request: TrainClassifierRequest,
  { today, cancel, report: tell, ...models }: TrainingContext,
): Promise<TrainClassifierResult> {
  const { weighting, seed } = request;
  const set = labelSets(request.examples);
  const reader = await featureReader(request.by, models);
  const training = { features: await exampleFeatures(set.texts, reader, tell), has: set.has, labels: set.names.length };
  const trained = await trainLabelSets(training, {
    weighting,
    random: seededRandom(seed),
    async pause() {
      await setImmediate();
      if (cancel.isCancellationRequested) throw cancelledError();
    },
  });
  const report = labelSetReport(trained, set, seededRandom(seed));
  const { figures, labels, majority } = report;
  const { strengths, thresholds, model } = trained;
  return {
    head: {
      format: 'cloze-head',
      version: 1,
      labels: set.names,
      features: reader.sources,
      ...headNumbers({ model, temperature: 1 }),
      thresholds,
      training: {
        date: today().toISOString(),
        // Each label has its own; this one is in the middle of them.
        strength: strengths.toSorted((a, b) => a - b)[strengths.length >> 1] ?? 1,
        weighting,
        examples: labels.map(({ examples }) => examples),
        majority,
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
