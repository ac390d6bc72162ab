import type { CancellationToken } from '../../../common/cancellation.js';
import type { Progress } from '../../../common/methods/progress.js';
import type { CausalLease } from '../loadedModel.js';

/** What learning works with; see `FeatureContext`. */
export interface LearningContext {
  readonly causal: CausalLease;
  /** Where a training keeps its state, so that one that was ended goes on. */
  readonly trainingFolder: string;
  readonly now: () => number;
  readonly today: () => Date;
  readonly cancel: CancellationToken;
  readonly report: (progress: Progress) => void;
}
