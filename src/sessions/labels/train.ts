import type { CancellationToken } from '../../common/cancellation.js';
import type { ClassifierHead } from '../../common/classifierHead.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { Progress } from '../../common/methods/progress.js';
import type { Translate } from '../../common/translate.js';
import { type ReportBlock, reportBlocks } from '../../report/classification/reportBlocks.js';
import { taggerBlocks } from '../../report/classification/taggerBlocks.js';
import type { ExampleSource, TaggedSource } from './exampleSources.js';
import type { TrainingAnswers } from './trainingSteps.js';

/** A classifier that was trained, and the report on it. */
export interface TrainedClassifier {
  readonly head: ClassifierHead;
  readonly report: readonly ReportBlock[];
}

/** What training works with. */
export interface TrainingRun {
  readonly engine: Pick<EngineApi, 'trainClassifier' | 'trainTagger'>;
  readonly t: Translate;
  readonly token: CancellationToken;
  readonly tell: (progress: Progress) => void;
}

/** Trains a classifier on what was chosen. Fails as the source and the engine do. */
export async function train(
  source: ExampleSource | TaggedSource,
  { multiLabel = false, by = 'encoder', depth }: TrainingAnswers,
  { engine, t, token, tell }: TrainingRun,
): Promise<TrainedClassifier> {
  const settings = { weighting: 'none', seed: 1 } as const;
  if (source.kind === 'words') {
    const sentences = await source.read();
    const { head, report } = await engine.trainTagger({ sentences, ...settings }, token, tell);
    return { head, report: taggerBlocks(report, t) };
  }
  const { examples, leftOut } = await source.read(token);
  const { head, report } = await engine.trainClassifier({ examples, multiLabel, by, ...(depth && { depth }), ...settings }, token, tell);
  const training = { ...head.training, ...(source.file !== undefined && { source: source.file }) };
  const shown = { ...report, ...(leftOut.length > 0 && { leftOut }) };
  return { head: { ...head, training }, report: reportBlocks(shown, t) };
}
