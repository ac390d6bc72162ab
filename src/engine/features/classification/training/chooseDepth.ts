import { setImmediate } from 'node:timers/promises';
import type { DeepTraining, FeatureSource, HeadFigure } from '../../../../common/classifierHead.js';
import { cancelledError, ClozeError } from '../../../../common/clozeError.js';
import type { TrainClassifierRequest, TrainClassifierResult } from '../../../../common/methods/training.js';
import type { FeatureMatrix } from '../../../../learning/linear/featureMatrix.js';
import { exampleFeatures } from '../vectors/exampleFeatures.js';
import { featureReader } from '../vectors/featureReader.js';
import type { LabelMatrix } from './deep/adapterTargets.js';
import { trainDeep } from './deep/trainDeep.js';
import { foldsFor } from './deep/deepSettings.js';
import type { TrainingContext } from './trainingContext.js';

/** How labels are learned, whether a text has one or several. */
export interface DepthTraining {
  readonly texts: readonly string[];
  readonly labels: LabelMatrix;
  readonly names: readonly string[];
  /** Deals the texts into parts; undefined where there are too few for figures. */
  readonly folds: (count: number) => readonly (readonly number[])[] | undefined;
  /** Trains a classifier on features, which it may change. */
  readonly trained: (features: TrainedFeatures) => Promise<TrainClassifierResult>;
}

/** Features of examples, and where they come from. */
export interface TrainedFeatures {
  readonly sources: readonly FeatureSource[];
  readonly features: FeatureMatrix;
  readonly folds?: readonly (readonly number[])[];
  readonly byFold?: readonly FeatureMatrix[];
  readonly deep?: DeepTraining;
}

/** Trains as deep as is asked for. Where it may choose, deep training is kept only where it was right more often about held-out examples. */
export async function chooseDepth(
  request: TrainClassifierRequest,
  training: DepthTraining,
  context: TrainingContext,
): Promise<TrainClassifierResult> {
  const { depth = 'fast', by } = request;
  const refused = by === 'encoder' ? undefined : 'Layers are trained of the encoder alone, and other features were asked for.';
  if (depth === 'deep' && refused !== undefined) {
    throw new ClozeError({ code: 'bad-request', message: `${refused} Leave them out, or train with the depth "fast".` });
  }
  const reader = await featureReader(by, context);
  const fast = async (folds?: readonly (readonly number[])[]): Promise<TrainClassifierResult> =>
    training.trained({
      sources: reader.sources,
      features: await exampleFeatures(training.texts, reader, context.report),
      ...(folds && { folds }),
    });
  if (depth === 'fast') return fast();
  const folds = training.folds(foldsFor(training.texts.length));
  if (depth === 'auto' && refused !== undefined) return keptFast(await fast(), refused);
  if (depth === 'auto' && folds === undefined) {
    return keptFast(await fast(), tooFew);
  }
  let deep: TrainClassifierResult;
  try {
    deep = await trainedDeep(request, training, folds, context);
  } catch (error) {
    if (depth === 'auto' && error instanceof ClozeError && error.code === 'model-unsupported') return keptFast(await fast(), error.message);
    throw error;
  }
  if (folds === undefined) {
    const note = [tooFew, ...(deep.report.depth ? [deep.report.depth.note] : [])].join(' ');
    return { ...deep, report: { ...deep.report, depth: { chosen: 'deep', note } } };
  }
  const [a, b] = [figureOf(await fast(folds), training), figureOf(deep, training)];
  const figures = { ...(a && { fast: a }), ...(b && { deep: b }) };
  const isBetter = a !== undefined && b !== undefined && b.value > a.value;
  const compared = `On examples that were held out, deep training was right about ${percent(b)}, the fast classifier about ${percent(a)}.`;
  if (depth === 'deep' || isBetter) {
    const note = [
      compared,
      ...(depth === 'auto' ? ['Deep training is kept.'] : []),
      ...(deep.report.depth ? [deep.report.depth.note] : []),
    ];
    return { ...deep, report: { ...deep.report, depth: { chosen: 'deep', ...figures, note: note.join(' ') } } };
  }
  const kept = await fast();
  return { ...kept, report: { ...kept.report, depth: { chosen: 'fast', ...figures, note: `${compared} The fast classifier is kept.` } } };
}

const tooFew = 'There are too few examples to tell whether deep training is better.';

async function trainedDeep(
  { seed }: TrainClassifierRequest,
  { texts, labels, names, trained }: DepthTraining,
  folds: readonly (readonly number[])[] | undefined,
  context: TrainingContext,
): Promise<TrainClassifierResult> {
  const task = { texts, labels, names, folds: folds ?? [], seed, pause: () => pauseOf(context) };
  const { source, features, byFold, training, note } = await trainDeep(task, context);
  const result = await trained({ sources: [source], features, deep: training, ...(folds && { folds, byFold }) });
  return note === undefined ? result : { ...result, report: { ...result.report, depth: { chosen: 'deep', note } } };
}

function keptFast(result: TrainClassifierResult, why: string): TrainClassifierResult {
  return { ...result, report: { ...result.report, depth: { chosen: 'fast', note: `${why} The fast classifier is kept.` } } };
}

/** What both are compared by: where a text may have several labels, all of them are rarely right at once. */
function figureOf({ report: { figures } }: TrainClassifierResult, { labels }: DepthTraining): HeadFigure | undefined {
  return labels.multiLabel ? figures?.macroF1 : figures?.accuracy;
}

function percent(figure: HeadFigure | undefined): string {
  return `${((figure?.value ?? NaN) * 100).toFixed(1)} %`;
}

/** Lets other work have its turn; rejects with `cancelled`. */
export async function pauseOf({ cancel }: TrainingContext): Promise<void> {
  await setImmediate();
  if (cancel.isCancellationRequested) throw cancelledError();
}
