import type { CancellationToken } from '../../common/cancellation.js';
import type { Clock } from '../../common/clock.js';
import type { EngineServices } from '../../common/engineApi.js';
import type { Translate } from '../../common/translate.js';
import type { ChosenClassifier } from './classifierChoice.js';
import type { LabelTable } from './labelTable.js';
import type { TextFiles } from './textFiles.js';

/** What labelling many texts works with. */
export interface LabellingDependencies extends EngineServices {
  readonly clock: Clock;
  readonly files: TextFiles;
  readonly t: Translate;
}

/** Where labels go, and what is told meanwhile. */
export interface LabellingRun extends LabellingDependencies {
  readonly table: LabelTable;
  readonly chosen: ChosenClassifier;
  /** Tells in a few words how far it is. */
  readonly tell: (message: string) => void;
  readonly token: CancellationToken;
}
