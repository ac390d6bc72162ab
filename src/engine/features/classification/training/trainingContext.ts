import type { CancellationToken } from '../../../../common/cancellation.js';
import type { Progress } from '../../../../common/methods/progress.js';
import type { ClassifierModels } from '../classifierModels.js';

/** What training works with beside the models. */
export interface TrainingContext extends ClassifierModels {
  /** Where trainings that take long keep their state. */
  readonly trainingFolder: string;
  readonly today: () => Date;
  readonly cancel: CancellationToken;
  readonly report: (progress: Progress) => void;
}
